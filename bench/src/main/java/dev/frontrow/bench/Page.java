package dev.frontrow.bench;

import java.util.Locale;

/** A report as one page that needs nothing else: what it was, whether it counts, its figures and curves. */
final class Page {

    private static final String STYLE = """
            :root{color-scheme:light dark;--ink:#1f2328;--soft:#656d76;--paper:#fff;--panel:#f6f8fa;--line:#d0d7de;
            --c0:#0969da;--c1:#cf222e;--c2:#1a7f37}
            @media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#8d96a0;--paper:#0d1117;--panel:#161b22;
            --line:#30363d;--c0:#4493f8;--c1:#f85149;--c2:#3fb950}}
            body{font:15px/1.5 system-ui,sans-serif;max-width:960px;margin:2em auto;padding:0 1.5em;color:var(--ink);
            background:var(--paper)}
            h1{margin-bottom:0}h2{margin-top:2em}.soft{color:var(--soft)}
            .verdict{padding:.6em 1em;border-radius:6px;background:var(--panel);border-left:4px solid var(--c2)}
            .broken{border-color:var(--c1)}.warning{border-color:#bf8700}
            table{border-collapse:collapse;width:100%}
            td,th{padding:.25em .8em .25em 0;border-bottom:1px solid var(--line);
            text-align:right;font-variant-numeric:tabular-nums;font-weight:normal}
            th{color:var(--soft)}td:first-child,th:first-child,td.l{text-align:left}
            figure{margin:1.5em 0;padding:1em;background:var(--panel);border-radius:6px}
            figcaption{font-weight:600}svg{display:block;width:100%;height:auto}
            svg text{font-size:12px;fill:var(--soft)}.y{text-anchor:end}.x{text-anchor:middle}
            .mark{stroke:var(--soft);stroke-dasharray:3 3}.grid{stroke:var(--line)}.tick{stroke:var(--soft)}
            polyline{fill:none;stroke-width:2;stroke-linejoin:round}
            polyline.k0{stroke:var(--c0)}polyline.k1{stroke:var(--c1)}polyline.k2{stroke:var(--c2)}
            .key{font-weight:normal;margin-left:1em}.key:before{content:"";display:inline-block;width:1em;height:.25em;
            margin-right:.4em;vertical-align:middle}
            .key.k0:before{background:var(--c0)}.key.k1:before{background:var(--c1)}.key.k2:before{background:var(--c2)}
            """;

    private final Report report;
    private final StringBuilder html = new StringBuilder();

    Page(Report report) {
        this.report = report;
    }

    String html() {
        html.append("<!doctype html><html lang='en'><head><meta charset='utf-8'>")
                .append("<meta name='viewport' content='width=device-width'><title>Frontrow: an on-sale</title><style>")
                .append(STYLE)
                .append("</style></head><body><h1>An on-sale</h1><p class='soft'>");
        report.machine()
                .forEach((name, value) -> html.append(name)
                        .append(' ')
                        .append(escaped(value.toString()))
                        .append(" · "));
        html.setLength(html.length() - " · ".length());
        html.append("</p>");
        verdict();
        figures();
        html.append("<h2>Second by second</h2>").append(Charts.of(report.curves(), report.marks()));
        phases();
        return html.append("</body></html>\n").toString();
    }

    private void verdict() {
        if (report.brokenPromises().isEmpty()) {
            html.append("<p class='verdict'>All promises kept.</p>");
        }
        report.brokenPromises().forEach(what -> box("broken", "BROKEN: " + what));
        report.warnings().forEach(what -> box("warning", what));
    }

    private void box(String kind, String what) {
        html.append("<p class='verdict ")
                .append(kind)
                .append("'>")
                .append(escaped(what))
                .append("</p>");
    }

    private void figures() {
        html.append("<h2>Figures</h2><table>");
        for (var figure : report.figures()) {
            html.append("<tr><td>%s<td>%s<td class='l'>%s<td class='l'>%s"
                    .formatted(
                            escaped(figure.name()),
                            Report.number(figure.value()),
                            figure.unit(),
                            figure.met() == null ? "" : "aim " + figure.aim() + (figure.met() ? ": met" : ": missed")));
        }
        html.append("</table>");
    }

    private void phases() {
        html.append("<h2>By kind of request</h2><table><tr><th><th>answers<th>a second<th>p50 ms<th>p99 ms<th>max ms")
                .append("<th class='l'>not served");
        for (var phase : report.phases()) {
            html.append(String.format(
                    Locale.ROOT,
                    "<tr><td>%s<td>%,d<td>%.0f<td>%.1f<td>%.1f<td>%.0f<td class='l'>%s",
                    phase.name(),
                    phase.count(),
                    phase.perSecond(),
                    phase.p50Millis(),
                    phase.p99Millis(),
                    phase.maxMillis(),
                    phase.others().isEmpty() ? "" : phase.others()));
        }
        html.append("</table><p class='soft'>Latencies count from when a request was due, whether or not it could be ")
                .append("sent by then, so a server that stalls is charged for everybody who comes meanwhile.</p>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
