package io.plumewatch.sim;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

/** A small real JPEG, different from every other, with its digest. */
record Photo(byte[] jpeg, String sha256) {

    private static final AtomicInteger NEXT = new AtomicInteger((int) System.nanoTime());

    static Photo take() {
        var image = new BufferedImage(32, 24, BufferedImage.TYPE_INT_RGB);
        int seed = NEXT.incrementAndGet();
        for (int bit = 0; bit < 32; bit++) {
            int shade = (seed >>> bit & 1) == 1 ? 0xFFFFFF : 0x202020;
            for (int y = 0; y < 24; y++) {
                image.setRGB(bit, y, shade);
            }
        }
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Photo(bytes.toByteArray(), Sha256.hex(bytes.toByteArray()));
    }
}
