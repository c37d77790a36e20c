package dev.frontrow.shared;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;

/** A statement with named parameters, to be sent in a {@link RoundTrip}. */
public final class Sql {

    /** Texts are the program's own, so that there are no more than it has. */
    private static final Map<String, Text> TEXTS = new ConcurrentHashMap<>();

    private record Text(ParsedSql named, String positional) {

        static Text of(String text) {
            var named = NamedParameterUtils.parseSqlStatement(text);
            return new Text(named, NamedParameterUtils.substituteNamedParameters(named, null));
        }
    }

    private final Text text;
    private final MapSqlParameterSource parameters = new MapSqlParameterSource();

    private Sql(Text text) {
        this.text = text;
    }

    /** A statement of which every {@code :name} is a parameter. */
    public static Sql of(String text) {
        return new Sql(TEXTS.computeIfAbsent(text, Text::of));
    }

    /** Sets a parameter; an array is one value. */
    public Sql with(String name, Object value) {
        parameters.addValue(name, value);
        return this;
    }

    /**
     * Sets a parameter that may be null.
     *
     * @param type of {@link java.sql.Types}
     */
    public Sql with(String name, @Nullable Object value, int type) {
        parameters.addValue(name, value, type);
        return this;
    }

    /** With {@code ?} for the parameters. */
    String text() {
        return text.positional;
    }

    /** The parameters in the text's order. */
    @Nullable
    Object[] values() {
        return NamedParameterUtils.buildValueArray(text.named, parameters, null);
    }
}
