package dev.frontrow.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The files of the pages, in memory. All of them lie under one folder named after the hash of their contents, so that
 * a module finds its neighbours by relative paths, and whatever was fetched once may be kept for ever.
 */
@Component
class PageFiles {

    private static final String INDEX = "index.html";
    private static final String VERSION = "{{version}}";
    private static final int VERSION_CHARACTERS = 16;
    /** The version while the files come from a folder. */
    private static final String UNSTABLE = "work";

    /** What others wrote, as their WebJars have it, and where the pages look for it. */
    private static final Map<String, String> VENDORED = Map.of(
            "classpath:META-INF/resources/webjars/lit-html/*/*.js", "vendor/lit/",
            "classpath:META-INF/resources/webjars/lit-html/*/directives/*.js", "vendor/lit/directives/",
            "classpath:static/draw.js", "vendor/");

    private final Optional<Path> folder;
    private final Map<String, PageFile> files = new TreeMap<>();
    private final String version;
    private final PageFile index;

    PageFiles(PageSettings settings) {
        folder = Optional.ofNullable(settings.folder());
        try {
            var found = new PathMatchingResourcePatternResolver();
            for (var vendored : VENDORED.entrySet()) {
                for (var file : found.getResources(vendored.getKey())) {
                    add(vendored.getValue() + file.getFilename(), file);
                }
            }
            for (var file : found.getResources("classpath:pages/**/*.*")) {
                add(file.getURI().toString().replaceFirst(".*/pages/", ""), file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        version = folder.isPresent() ? UNSTABLE : hash();
        index = index(required(INDEX).plain());
    }

    /** Part of the address of every file but the page itself. */
    String version() {
        return version;
    }

    /** Whether what is sent under the version may be kept for ever. */
    boolean isStable() {
        return folder.isEmpty();
    }

    Optional<PageFile> find(String askedVersion, String path) {
        if (!askedVersion.equals(version) || path.equals(INDEX)) {
            return Optional.empty();
        }
        return fromFolder(path).or(() -> Optional.ofNullable(files.get(path)));
    }

    /** The one page there is; which of its views is shown is decided by the address, in the browser. */
    PageFile index() {
        return fromFolder(INDEX).map(changed -> index(changed.plain())).orElse(index);
    }

    private void add(String path, Resource file) throws IOException {
        files.put(path, PageFile.of(path, file.getContentAsByteArray()));
    }

    private PageFile required(String path) {
        var file = files.get(path);
        if (file == null) {
            throw new IllegalStateException("the jar is without " + path);
        }
        return file;
    }

    private PageFile index(byte[] template) {
        var page = new String(template, StandardCharsets.UTF_8).replace(VERSION, version);
        return PageFile.of(INDEX, page.getBytes(StandardCharsets.UTF_8));
    }

    private Optional<PageFile> fromFolder(String path) {
        return folder.map(root -> root.resolve(path).normalize())
                .filter(file -> file.startsWith(folder.orElseThrow().normalize()) && Files.isRegularFile(file))
                .map(file -> {
                    try {
                        return PageFile.of(path, Files.readAllBytes(file));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private String hash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            files.forEach((path, file) -> {
                digest.update(path.getBytes(StandardCharsets.UTF_8));
                digest.update(file.plain());
            });
            return HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
