package io.plumewatch.gateway.obd;

/** How long a connection has sent nothing good. One bad frame costs one frame; only a run of them ends the connection. */
final class BadInput {

    private final int mostFrames;
    private final int mostBytes;
    private int frames;
    private int bytes;

    BadInput(int mostFrames, int mostBytes) {
        this.mostFrames = mostFrames;
        this.mostBytes = mostBytes;
    }

    void good() {
        frames = 0;
        bytes = 0;
    }

    void badFrame() {
        frames++;
        bytes++;
    }

    void garbage(int more) {
        bytes += more;
    }

    boolean isEnough() {
        return frames >= mostFrames || bytes >= mostBytes;
    }
}
