package dev.frontrow.embedded;

import static java.util.Objects.requireNonNull;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.Environment;

/**
 * The embedded services with next to no server around them. Each start adds one to a number in each of them and prints
 * the three; the end asks PostgreSQL a question that takes a second, as a request that still runs would.
 */
class Alone implements DisposableBean {

    static final String STARTS = "starts: ";
    static final String LAST_WORDS = "answered to the last";
    private static final String TOPIC = "starts";

    private final Environment environment;

    Alone(Environment environment) {
        this.environment = environment;
    }

    public static void main(String[] arguments) throws Exception {
        var application = new SpringApplication(Object.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setKeepAlive(true);
        application.addInitializers(new EmbeddedServices());
        application.addInitializers(context -> ((GenericApplicationContext) context)
                .registerBean(Alone.class, () -> new Alone(context.getEnvironment())));
        application.run(arguments).getBean(Alone.class).count();
    }

    private void count() throws Exception {
        System.out.println(STARTS + inPostgres() + " " + inRedis() + " " + inKafka());
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(
                value("spring.datasource.url"),
                value("spring.datasource.username"),
                value("spring.datasource.password"));
    }

    private int inPostgres() throws SQLException {
        try (var connection = connection();
                var statement = connection.createStatement()) {
            statement.execute("create table if not exists starts (number serial)");
            statement.execute("insert into starts default values");
            var count = statement.executeQuery("select count(*) from starts");
            count.next();
            return count.getInt(1);
        }
    }

    private long inRedis() {
        var address = RedisURI.builder()
                .withHost(value("spring.data.redis.host"))
                .withPort(Integer.parseInt(value("spring.data.redis.port")))
                .withPassword(value("spring.data.redis.password").toCharArray())
                .build();
        try (var client = RedisClient.create(address)) {
            return client.connect().sync().incr("starts");
        }
    }

    private long inKafka() throws InterruptedException, ExecutionException {
        var settings = Map.<String, Object>of("bootstrap.servers", value("spring.kafka.bootstrap-servers"));
        try (var admin = Admin.create(settings);
                var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            if (!admin.listTopics().names().get().contains(TOPIC)) {
                admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)))
                        .all()
                        .get();
            }
            return producer.send(new ProducerRecord<>(TOPIC, "once more")).get().offset() + 1;
        }
    }

    @Override
    public void destroy() throws SQLException {
        try (var connection = connection();
                var statement = connection.createStatement()) {
            statement.execute("select pg_sleep(1)");
            System.out.println(LAST_WORDS);
        }
    }

    private String value(String property) {
        return requireNonNull(environment.getProperty(property));
    }
}
