package dev.frontrow.catalog;

import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes a large answer that carries an ETag and is sent again only when it has changed (304). */
@ApiResponse(
        responseCode = "200",
        useReturnTypeSchema = true,
        headers = @Header(name = "ETag", schema = @Schema(type = "string"), description = "of this state"))
@ApiResponse(responseCode = "304", description = "as at the ETag in If-None-Match", content = @Content)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface AnswersWithTag {}
