package io.plumewatch.wire.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Operations per CPU-second of the whole process, collector and compiler included: what others do on the machine
 * meanwhile slows the wall clock and hardly this.
 */
public final class CpuTime implements InternalProfiler {

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private long startNanos;

    @Override
    public String getDescription() {
        return "operations per CPU-second of the process";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        startNanos = SYSTEM.getProcessCpuTime();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double seconds = (SYSTEM.getProcessCpuTime() - startNanos) / 1e9;
        double operations = result.getMetadata().getMeasuredOps();
        return List.of(new ScalarResult("cpu.rate", operations / seconds, "ops/CPU-s", AggregationPolicy.AVG));
    }
}
