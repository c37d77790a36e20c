package dev.frontrow.shared;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The one way to PostgreSQL, on which nothing overtakes what {@link Statements} have yet to send. */
@Configuration(proxyBeanMethods = false)
class PostgresConfiguration {

    @Bean
    static BeanPostProcessor guardedPool() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof HikariDataSource pool ? new GuardedPool(pool) : bean;
            }
        };
    }

    @Bean
    JdbcClient jdbcClient(NamedParameterJdbcOperations jdbc, Statements statements) {
        return statements.inOrder(JdbcClient.create(jdbc));
    }
}
