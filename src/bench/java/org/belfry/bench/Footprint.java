package org.belfry.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/** What a Java process holds and uses, as Linux and the process itself count it. */
final class Footprint {

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)$");

    private final long pid;

    Footprint(long pid) {
        this.pid = pid;
    }

    /** Resident memory now. */
    double megabytes() {
        return status("VmRSS:");
    }

    /** The most resident memory that it ever had. */
    double peakMegabytes() {
        return status("VmHWM:");
    }

    /** Of the objects on the heap that are reachable, after a full collection. */
    double liveHeapMegabytes() {
        try {
            var jcmd = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            String.valueOf(pid),
                            "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            var histogram = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var total = TOTAL.matcher(histogram);
            if (!total.find()) {
                throw new IllegalStateException(histogram);
            }
            return Long.parseLong(total.group(1)) / 1048576.0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Processor time so far. */
    Duration processorTime() {
        return ProcessHandle.of(pid).orElseThrow().info().totalCpuDuration().orElseThrow();
    }

    private double status(String line) {
        try (var lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
            return lines.filter(it -> it.startsWith(line))
                    .mapToDouble(it -> Double.parseDouble(it.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
