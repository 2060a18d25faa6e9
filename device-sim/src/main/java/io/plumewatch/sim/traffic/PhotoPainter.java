package io.plumewatch.sim.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/**
 * Draws what the two cameras of a site see: a truck with its plate, and from behind its smoke. Every picture differs
 * from every other in its grain, as real ones do; none needs a font, for a bare machine has none.
 */
final class PhotoPainter {

    private static final int WIDTH = 480;
    private static final int HEIGHT = 300;
    private static final int GRAIN = 400;

    private PhotoPainter() {}

    /** Returns the two JPEGs of a pass; {@code key} makes them unlike those of any other pass. */
    static List<byte[]> frontAndRear(CityVehicle vehicle, double opacityPercent, String key) {
        return List.of(jpeg(vehicle, 0, key + "/front"), jpeg(vehicle, opacityPercent, key + "/rear"));
    }

    private static byte[] jpeg(CityVehicle vehicle, double opacityPercent, String key) {
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        var random = Seeds.random(Sha256.hex(key.getBytes(UTF_8)).hashCode(), Seeds.PHOTO, 0);
        road(graphics);
        truck(graphics, vehicle);
        smoke(graphics, opacityPercent, random);
        PlateGlyphs.draw(image, vehicle.plateNumber().substring(1), 178, 232, vehicle.color());
        grain(image, random);
        graphics.dispose();
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void road(Graphics2D graphics) {
        graphics.setColor(new Color(0xB8C4CC));
        graphics.fillRect(0, 0, WIDTH, 110);
        graphics.setColor(new Color(0x6E7174));
        graphics.fillRect(0, 110, WIDTH, HEIGHT - 110);
        graphics.setColor(new Color(0xE6E2D0));
        graphics.fillPolygon(new int[] {60, 74, 128, 122}, new int[] {HEIGHT, HEIGHT, 110, 110}, 4);
    }

    private static void truck(Graphics2D graphics, CityVehicle vehicle) {
        graphics.setColor(bodyColor(vehicle.bodyColor()));
        graphics.fillRect(140, 40, 200, 180);
        graphics.setColor(new Color(0x2B3440));
        graphics.fillRect(156, 60, 168, 62);
        graphics.fillRect(132, 218, 216, 44);
        graphics.setColor(new Color(0xF3E7B5));
        graphics.fillRect(146, 190, 26, 18);
        graphics.fillRect(308, 190, 26, 18);
    }

    private static Color bodyColor(String name) {
        return switch (name) {
            case "BLUE" -> new Color(0x2F5C9E);
            case "RED" -> new Color(0xA8322D);
            case "GREY" -> new Color(0x7C8085);
            case "GREEN" -> new Color(0x3F7A4F);
            default -> new Color(0xE9E9E6);
        };
    }

    private static void smoke(Graphics2D graphics, double opacityPercent, SplittableRandom random) {
        int alpha = (int) Math.round(opacityPercent * 255 / 100 / 3);
        for (int puff = 0; opacityPercent > 0 && puff < 14; puff++) {
            graphics.setColor(new Color(25, 25, 25, Math.min(255, alpha)));
            int size = 40 + 6 * puff;
            graphics.fillOval(300 + 10 * puff + random.nextInt(16), 200 - 9 * puff + random.nextInt(20), size, size);
        }
    }

    private static void grain(BufferedImage image, SplittableRandom random) {
        for (int i = 0; i < GRAIN; i++) {
            int x = random.nextInt(WIDTH);
            int y = random.nextInt(HEIGHT);
            image.setRGB(x, y, new Color(image.getRGB(x, y)).brighter().getRGB());
        }
    }
}
