package dev.frontrow.shared;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The one way to PostgreSQL, on which nothing overtakes what {@link Statements} have yet to send. */
@Configuration(proxyBeanMethods = false)
class PostgresConfiguration {

    @Bean
    JdbcClient jdbcClient(NamedParameterJdbcOperations jdbc, Statements statements) {
        return statements.inOrder(JdbcClient.create(jdbc));
    }
}
