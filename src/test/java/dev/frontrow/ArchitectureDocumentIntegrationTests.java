package dev.frontrow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/** The drawings in {@code docs/architecture.md} that can be computed are as computed. Failures print them. */
class ArchitectureDocumentIntegrationTests {

    private static final Path DOCUMENT = Path.of("docs", "architecture.md");
    /** Used by everybody; drawn, its arrows would hide the others. */
    private static final String SHARED = "shared";

    private static final String COLUMNS = """
            select c.relname as entity, a.attname as name,
                   case when a.attndims > 0 or t.typcategory = 'A' then e.typname || '[]' else t.typname end as type,
                   exists (select from pg_constraint k
                            where k.conrelid = c.oid and k.contype = 'p' and a.attnum = any(k.conkey)) as pk,
                   exists (select from pg_constraint k
                            where k.conrelid = c.oid and k.contype = 'f' and a.attnum = any(k.conkey)) as fk
              from pg_class c
              join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
              join pg_type t on t.oid = a.atttypid
              left join pg_type e on e.oid = t.typelem
             where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace
               and c.relname <> 'flyway_schema_history'
             order by c.relname, a.attnum
            """;

    /** One row per foreign key: whether a row must have a parent, and whether a parent has at most one. */
    private static final String FOREIGN_KEYS = """
            select k.confrelid::regclass::text as parent, k.conrelid::regclass::text as child,
                   (select string_agg(a.attname, ', ' order by a.attnum) from pg_attribute a
                     where a.attrelid = k.conrelid and a.attnum = any(k.conkey)) as columns,
                   (select bool_and(a.attnotnull) from pg_attribute a
                     where a.attrelid = k.conrelid and a.attnum = any(k.conkey)) as required,
                   exists (select from pg_constraint u
                            where u.conrelid = k.conrelid and u.contype in ('p', 'u') and u.conkey <@ k.conkey) as one
              from pg_constraint k
             where k.contype = 'f' and k.connamespace = 'public'::regnamespace and k.conparentid = 0
             order by parent, child, columns
            """;

    @Test
    void theTablesAreAsMigrated() {
        assertThat(drawing("erDiagram")).isEqualTo(tables(TestServer.shared()));
    }

    @Test
    void theModulesAreAsTheCodeUsesThem() {
        assertThat(drawing("flowchart BT")).isEqualTo(modules());
    }

    private static String drawing(String begin) {
        return Documents.blocks(DOCUMENT, "mermaid").stream()
                .filter(drawing -> drawing.startsWith(begin))
                .findFirst()
                .orElse("");
    }

    private static String tables(TestServer server) {
        var drawing = new StringBuilder("erDiagram\n");
        server.jdbc()
                .sql(FOREIGN_KEYS)
                .query((row, number) -> "    %s %s--%s %s : \"%s\"\n"
                        .formatted(
                                row.getString("parent"),
                                row.getBoolean("required") ? "||" : "|o",
                                row.getBoolean("one") ? "o|" : "o{",
                                row.getString("child"),
                                row.getString("columns")))
                .list()
                .forEach(drawing::append);
        record Column(String table, String line) {}
        List<Column> columns = server.jdbc()
                .sql(COLUMNS)
                .query((row, number) -> new Column(
                        row.getString("entity"),
                        "        " + readable(row.getString("type")) + " " + row.getString("name")
                                + keys(row.getBoolean("pk"), row.getBoolean("fk")) + "\n"))
                .list();
        columns.stream().map(Column::table).distinct().forEach(table -> {
            drawing.append("    ").append(table).append(" {\n");
            columns.stream()
                    .filter(column -> column.table().equals(table))
                    .forEach(column -> drawing.append(column.line()));
            drawing.append("    }\n");
        });
        return drawing.toString();
    }

    /** As the migrations write it. */
    private static String readable(String type) {
        return type.replace("int8", "bigint")
                .replace("int4", "integer")
                .replace("int2", "smallint")
                .replace("bool", "boolean");
    }

    private static String keys(boolean primary, boolean foreign) {
        return primary && foreign ? " PK, FK" : primary ? " PK" : foreign ? " FK" : "";
    }

    private static String modules() {
        var modules = ApplicationModules.of(FrontrowApplication.class);
        var drawing = new StringBuilder("flowchart BT\n");
        var withoutShared = new TreeSet<String>();
        modules.stream()
                .map(ArchitectureDocumentIntegrationTests::name)
                .sorted()
                .forEach(name -> {
                    var used = usedBy(modules, name);
                    if (!used.contains(SHARED) && !name.equals(SHARED)) {
                        withoutShared.add(name);
                    }
                    used.remove(SHARED);
                    drawing.append("    ").append(name);
                    if (!used.isEmpty()) {
                        drawing.append(" --> ").append(String.join(" & ", used));
                    }
                    drawing.append("\n");
                });
        return drawing.append("    %% ")
                .append(
                        withoutShared.isEmpty()
                                ? "all use shared"
                                : "without shared: " + String.join(", ", withoutShared))
                .append("\n")
                .toString();
    }

    private static Set<String> usedBy(ApplicationModules modules, String name) {
        return modules.getModuleByName(name).orElseThrow().getDirectDependencies(modules).stream()
                .map(dependency -> name(dependency.getTargetModule()))
                .filter(used -> !used.equals(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(ApplicationModule module) {
        return module.getIdentifier().toString();
    }
}
