package dev.frontrow.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The page of a sale: its curves over time, drawn into the page itself, and its figures. */
final class Charts {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 220;
    private static final List<String> COLOURS = List.of("#1f6feb", "#d1242f", "#1a7f37", "#9a6700");

    private static final List<List<String>> CHARTS = List.of(
            List.of("arrivals", "admitted"),
            List.of("waiting", "inside"),
            List.of("holds", "seats taken", "walked away"),
            List.of("seats sold"),
            List.of("p50 ms", "p99 ms"));

    private Charts() {}

    static String page(Map<String, double[]> curves, Report report) {
        var page = new StringBuilder("""
                <!doctype html><html lang="en"><meta charset="utf-8"><title>Frontrow: an on-sale</title>
                <style>body{font:15px system-ui;max-width:960px;margin:2em auto;padding:0 1em;color:#1f2328}
                svg{background:#f6f8fa;display:block}td{padding:.1em 1em .1em 0}.broken{color:#d1242f}</style>
                <h1>An on-sale</h1>
                """);
        page.append("<p>").append(report.machine()).append("</p>");
        report.brokenPromises()
                .forEach(broken ->
                        page.append("<p class=broken>BROKEN: ").append(broken).append("</p>"));
        page.append("<table>");
        for (var figure : report.figures()) {
            page.append("<tr><td>%s<td>%s %s".formatted(figure.name(), Report.number(figure.value()), figure.unit()));
        }
        page.append("</table>");
        for (var chart : CHARTS) {
            append(page, chart, curves);
        }
        return page.append("</html>\n").toString();
    }

    private static void append(StringBuilder page, List<String> chart, Map<String, double[]> curves) {
        double top = 1;
        for (var name : chart) {
            for (double value : curves.get(name)) {
                top = Math.max(top, value);
            }
        }
        page.append("<h2>");
        for (int i = 0; i < chart.size(); i++) {
            page.append("<span style='color:%s'>%s</span> ".formatted(COLOURS.get(i), chart.get(i)));
        }
        page.append("</h2><svg viewBox='0 0 %d %d' role='img'>".formatted(WIDTH, HEIGHT));
        for (int i = 0; i < chart.size(); i++) {
            page.append("<polyline fill='none' stroke-width='2' stroke='%s' points='".formatted(COLOURS.get(i)));
            var curve = curves.get(chart.get(i));
            for (int second = 0; second < curve.length; second++) {
                page.append(String.format(
                        Locale.ROOT,
                        "%.1f,%.1f ",
                        (double) WIDTH * second / Math.max(1, curve.length - 1),
                        HEIGHT - 5 - (HEIGHT - 25) * curve[second] / top));
            }
            page.append("'/>");
        }
        int seconds = curves.get(chart.getFirst()).length;
        page.append("<text x='4' y='14' font-size='12'>%s</text>".formatted(Report.number(top)))
                .append("<text x='%d' y='14' font-size='12' text-anchor='end'>%d s</text></svg>"
                        .formatted(WIDTH - 4, seconds));
    }
}
