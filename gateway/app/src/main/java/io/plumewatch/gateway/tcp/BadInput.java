package io.plumewatch.gateway.tcp;

/** How long a connection has sent nothing good. One bad frame costs one frame; only a run of them ends the connection. */
public final class BadInput {

    private final int mostFrames;
    private final int mostBytes;
    private int frames;
    private int bytes;

    public BadInput(int mostFrames, int mostBytes) {
        this.mostFrames = mostFrames;
        this.mostBytes = mostBytes;
    }

    public void good() {
        frames = 0;
        bytes = 0;
    }

    public void badFrame() {
        frames++;
        bytes++;
    }

    public void garbage(int more) {
        bytes += more;
    }

    public boolean isEnough() {
        return frames >= mostFrames || bytes >= mostBytes;
    }
}
