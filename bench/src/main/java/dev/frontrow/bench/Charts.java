package dev.frontrow.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Curves over the seconds of a sale, drawn into a page without any script. */
final class Charts {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 250;
    private static final int LEFT = 60;
    private static final int RIGHT = 12;
    private static final int TOP = 12;
    private static final int BOTTOM = 30;
    private static final int LINE_HEIGHT = 14;
    private static final int Y_TICKS = 4;
    private static final int X_TICKS = 10;
    private static final double[] STEPS = {1, 2, 2.5, 5, 10};

    private static final List<Chart> CHARTS = List.of(
            new Chart("Fans a second", "", List.of("arrivals", "admitted", "quit")),
            new Chart("The queue", "fans", List.of("waiting")),
            new Chart("Inside", "fans", List.of("inside")),
            new Chart("Holds a second", "", List.of("holds", "seats taken", "lapses")),
            new Chart("Seats sold a second", "", List.of("seats sold")),
            new Chart("Requests a second", "", List.of("requests")),
            new Chart("Answers: from due to there", "ms", List.of("p50", "p90", "p99")),
            new Chart("The slowest answer", "ms", List.of("max")));

    private Charts() {}

    private record Chart(String title, String unit, List<String> curves) {}

    /** All of them, one below the other. */
    static String of(Map<String, double[]> curves, Map<String, Double> marks) {
        var page = new StringBuilder();
        for (var chart : CHARTS) {
            append(page, chart, curves, marks);
        }
        return page.toString();
    }

    private static void append(
            StringBuilder page, Chart chart, Map<String, double[]> curves, Map<String, Double> marks) {
        double highest = chart.curves.stream()
                .flatMapToDouble(name -> Arrays.stream(curves.get(name)))
                .max()
                .orElse(0);
        double yStep = step(Math.max(highest, 1) / Y_TICKS);
        double top = Math.ceil(Math.max(highest, 1) / yStep) * yStep;
        int seconds = Math.max(2, curves.get(chart.curves.getFirst()).length);
        page.append("<figure><figcaption>").append(chart.title);
        if (!chart.unit.isEmpty()) {
            page.append(", ").append(chart.unit);
        }
        for (int i = 0; i < chart.curves.size() && chart.curves.size() > 1; i++) {
            page.append("<span class='key k%d'>%s</span>".formatted(i, chart.curves.get(i)));
        }
        page.append("</figcaption><svg viewBox='0 0 %d %d' role='img'>".formatted(WIDTH, HEIGHT));
        axes(page, yStep, top, seconds);
        int line = 0;
        for (var mark : marks.entrySet()) {
            mark(page, mark.getKey(), x(mark.getValue(), seconds), line++);
        }
        for (int i = 0; i < chart.curves.size(); i++) {
            line(page, i, curves.get(chart.curves.get(i)), top, seconds);
        }
        page.append("</svg></figure>\n");
    }

    private static void axes(StringBuilder page, double yStep, double top, int seconds) {
        for (double value = 0; value <= top + yStep / 2; value += yStep) {
            double y = y(value, top);
            page.append(format("<path class='grid' d='M%d %.1fH%d'/>", LEFT, y, WIDTH - RIGHT));
            page.append(format("<text x='%d' y='%.1f' class='y'>%s</text>", LEFT - 8, y + 4, label(value)));
        }
        double xStep = Math.max(1, step((double) seconds / X_TICKS));
        for (double second = 0; second < seconds; second += xStep) {
            double x = x(second, seconds);
            page.append(format("<path class='tick' d='M%.1f %dv5'/>", x, HEIGHT - BOTTOM));
            page.append(format("<text x='%.1f' y='%d' class='x'>%s s</text>", x, HEIGHT - 10, label(second)));
        }
    }

    private static void mark(StringBuilder page, String what, double x, int line) {
        page.append(format("<path class='mark' d='M%.1f %dV%d'/>", x, TOP, HEIGHT - BOTTOM));
        page.append(format("<text x='%.1f' y='%d'>%s</text>", x + 4, TOP + LINE_HEIGHT * (line + 1) - 4, what));
    }

    private static void line(StringBuilder page, int index, double[] curve, double top, int seconds) {
        page.append("<polyline class='k%d' points='".formatted(index));
        for (int second = 0; second < curve.length; second++) {
            page.append(format("%.1f,%.1f ", x(second, seconds), y(curve[second], top)));
        }
        page.append("'/>");
    }

    /** A round number that is at least that. */
    private static double step(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double step : STEPS) {
            if (step * power >= least) {
                return step * power;
            }
        }
        return 10 * power;
    }

    private static double x(double second, int seconds) {
        return LEFT + (WIDTH - LEFT - RIGHT) * second / (seconds - 1);
    }

    private static double y(double value, double top) {
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / top;
    }

    private static String label(double value) {
        return value == Math.rint(value) ? format("%,.0f", value) : format("%.2f", value);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
