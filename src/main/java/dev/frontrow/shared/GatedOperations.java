package dev.frontrow.shared;

import org.springframework.web.method.HandlerMethod;

/** Which operations are reached only with an admitted queue token: those marked {@link BehindGate}, or nearly all. */
@FunctionalInterface
public interface GatedOperations {

    /** True when that operation is one of them as this server is configured (W10). */
    boolean include(HandlerMethod operation);
}
