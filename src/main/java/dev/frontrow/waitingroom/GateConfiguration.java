package dev.frontrow.waitingroom;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The gate stands behind the question who is asking, and in front of everything else. */
@Configuration(proxyBeanMethods = false)
class GateConfiguration implements WebMvcConfigurer {

    private final Gate gate;

    GateConfiguration(Gate gate) {
        this.gate = gate;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(gate).addPathPatterns("/api/v1/**");
    }
}
