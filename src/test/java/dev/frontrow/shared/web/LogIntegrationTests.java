package dev.frontrow.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.frontrow.Fans;
import dev.frontrow.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.KeyValuePair;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.databind.json.JsonMapper;

/** Q4: one structured line each, which leads from an answer to what happened, and keeps secrets. */
@ExtendWith(OutputCaptureExtension.class)
class LogIntegrationTests {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final TestServer server = TestServer.shared();

    @Test
    void aLineCarriesTheTraceAndTheValues(CapturedOutput output) {
        try (var _ = MDC.putCloseable("traceId", TRACE)) {
            LoggerFactory.getLogger("Seats")
                    .atInfo()
                    .addKeyValue("seat", 7)
                    .addKeyValue("by", "a\r\nb")
                    .log("held");
        }
        assertThat(output.getOut().lines())
                .filteredOn(line -> line.contains("Seats"))
                .singleElement()
                .asString()
                .contains("INFO", TRACE, "held", "seat=\"7\"", "by=\"a b\"");
    }

    @Test
    void aFaultIsFoundByTheTraceOfItsAnswer(CapturedOutput output) {
        var traceId =
                server.api().get("/probe/failures/fault").body().path("traceId").asString();
        assertThat(output.getOut()).contains("[" + traceId + "] Failures: internal fault");
    }

    @ParameterizedTest
    @ValueSource(strings = {"logstash", "ecs"})
    void theSameIsJsonWhenAsked(String format) {
        var context = new LoggerContext();
        context.putObject(Environment.class.getName(), new StandardEnvironment());
        var encoder = new StructuredLogEncoder();
        encoder.setContext(context);
        encoder.setFormat(format);
        encoder.start();
        var event = new LoggingEvent("", context.getLogger("Seats"), Level.INFO, "held", null, null);
        event.setMDCPropertyMap(Map.of("traceId", TRACE));
        event.setKeyValuePairs(List.of(new KeyValuePair("seat", 7)));
        var line = new String(encoder.encode(event), StandardCharsets.UTF_8);
        var json = JsonMapper.shared().readTree(line);
        assertThat(line).hasLineCount(1);
        assertThat(json.path("message").asString()).isEqualTo("held");
        assertThat(json.path("traceId").asString()).isEqualTo(TRACE);
        assertThat(json.path("seat").asInt()).isEqualTo(7);
    }

    /** I2: one line each, the same whether the account is known or not. */
    @Test
    void aLogInThatFailsIsTold(CapturedOutput output) {
        var known = Fans.signUp(server).email();
        var unknown = "nobody-" + known;
        for (var email : List.of(known, unknown)) {
            server.api().post("/auth/login", Map.of("email", email, "password", "a wrong secret"));
            assertThat(output.getOut().lines().filter(line -> line.contains("email=\"" + email + "\"")))
                    .singleElement()
                    .asString()
                    .contains("WARN", "log-in refused", "wrong e-mail or password")
                    .doesNotContain("secret");
        }
    }

    @Test
    void noSecretIsLogged(CapturedOutput output) {
        var fan = Fans.admitted(server);
        fan.api().get("/seats/dates");
        fan.api().get("/probe/failures/fault");
        server.api().as(fan.accessToken() + "x").get("/seats/dates");
        server.api().post("/auth/login", Map.of("email", fan.email(), "password", "a wrong secret"));
        server.api().post("/auth/login", "{\"email\":\"" + fan.email() + "\",\"password\":[\"a wrong secret\"]}");
        assertThat(output.getAll())
                .contains("internal fault")
                .doesNotContain("a wrong secret", "a long enough password", "Bearer ")
                .doesNotContainPattern("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+");
    }
}
