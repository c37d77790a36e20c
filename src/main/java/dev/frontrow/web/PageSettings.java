package dev.frontrow.web;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the pages come from.
 *
 * @param folder read anew at each request, for those who work on the pages; null for the ones in the jar
 */
@ConfigurationProperties("frontrow.pages")
record PageSettings(@Nullable Path folder) {}
