package dev.frontrow;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the API's description says of one status of an operation. */
final class DescribedAnswer {

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            Dialect.builder(Dialects.getOpenApi31())
                    .keyword(new NonValidationKeyword("components"))
                    .build(),
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private final JsonNode document;
    private final JsonNode json;

    /** Made of the whole description, and so only once it is needed. */
    private volatile @Nullable Schema schema;

    /**
     * Reads a description.
     *
     * @param document the whole
     * @param response of the status
     */
    DescribedAnswer(JsonNode document, JsonNode response) {
        this.document = document;
        this.json = response.path("content").path("application/json");
    }

    /** In what the answer differs; nothing is known of what is no JSON. */
    List<String> flaws(Api.Answer answer) {
        if (json.isMissingNode()) {
            return List.of();
        }
        var flaws = new ArrayList<>(schema().validate(answer.envelope()).stream()
                .map(Error::toString)
                .toList());
        if (!answer.error().isEmpty()) {
            var members = Set.copyOf(example(answer.error()).path("body").propertyNames());
            if (!members.equals(Set.copyOf(answer.body().propertyNames()))) {
                flaws.add("the example has " + members);
            }
        }
        return flaws;
    }

    private JsonNode example(String error) {
        return json.path("examples").path(error).path("value");
    }

    private Schema schema() {
        var known = schema;
        if (known == null) {
            var root = (ObjectNode) json.path("schema").deepCopy();
            root.set("components", document.path("components")); // which its references name
            known = SCHEMAS.getSchema(root);
            schema = known;
        }
        return known;
    }
}
