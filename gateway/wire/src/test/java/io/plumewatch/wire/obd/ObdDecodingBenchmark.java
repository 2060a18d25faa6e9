package io.plumewatch.wire.obd;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.OffsetDateTime;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * From the bytes of the socket to what they say: cut, check byte, layout, time, and every field with its markers, its
 * range and its exact number.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ObdDecodingBenchmark {

    /** What the packets are compared with; the benchmark's clock stands still. */
    private static final OffsetDateTime LATEST = OffsetDateTime.parse("2024-05-06T08:00:00+08:00");

    /** How the packet is laid out: GB 17691, local standards, HJ 1239. */
    @Param({"A", "B", "C"})
    private Layout layout = Layout.A;

    /** How many data-stream blocks the packet has. */
    @Param({"1", "10"})
    private int blocks = 1;

    private final ObdFrameCutter cutter = new ObdFrameCutter();
    private ByteBuf stream = Unpooled.EMPTY_BUFFER;

    @Setup
    public void putTogether() {
        String block = "02" + (layout == Layout.A ? "0007" : "") + (layout == Layout.C ? HandMade.TIME : "");
        String data = HandMade.TIME + (layout == Layout.A ? "" : "0007") + (block + HandMade.STREAM).repeat(blocks);
        stream = Unpooled.wrappedBuffer(
                HandMade.frame(ObdCommand.REAL_TIME, data).bytes().toArray());
    }

    /** Decodes and looks at every number, as whoever judges a reading does. */
    @Benchmark
    public void everyNumber(Blackhole sink) {
        var upload = upload();
        for (ObdBlock block : upload.blocks()) {
            var measurements = (Measurements) block.content();
            for (ObdField field : measurements.type().fields()) {
                sink.consume(measurements.get(field));
            }
        }
    }

    /** Decodes and asks of every field only whether it holds a number within its range. */
    @Benchmark
    public int everyMarker() {
        int markers = 0;
        for (ObdBlock block : upload().blocks()) {
            var measurements = (Measurements) block.content();
            for (ObdField field : measurements.type().fields()) {
                markers += measurements.marker(field) == null ? 0 : 1;
            }
        }
        return markers;
    }

    private ObdMessage.Upload upload() {
        stream.readerIndex(0);
        if (!(cutter.next(stream) instanceof Cut.Frame cut)
                || !(ObdDecoder.decode(cut.frame()) instanceof ObdMessage.Upload upload)
                || upload.layout() != layout
                || upload.blocks().size() != blocks
                || upload.time() == null
                || upload.time().isAfter(LATEST)) {
            throw new IllegalStateException("not the packet that was put together");
        }
        return upload;
    }
}
