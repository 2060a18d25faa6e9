package io.plumewatch.enforcement.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plumewatch.enforcement.testing.EnforcementTest;
import io.plumewatch.enforcement.testing.Http;
import io.plumewatch.enforcement.testing.Scene;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The board in a real browser, from the login to the outcome. */
@EnforcementTest
class BoardTests {

    private static final File CHROMIUM = new File("/usr/bin/chromium");
    private static final File DRIVER = new File("/usr/bin/chromedriver");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    Environment environment;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    Alerts alerts;

    private ChromeDriver browser;
    private WebDriverWait patience;

    @BeforeEach
    void openTheBrowser() {
        assumeTrue(
                CHROMIUM.canExecute() && DRIVER.canExecute(),
                "skipped: needs " + CHROMIUM + " and " + DRIVER + " (apt-get install chromium chromium-driver)");
        var options = new ChromeOptions();
        options.setBinary(CHROMIUM);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--window-size=1280,900");
        browser = new ChromeDriver(
                new ChromeDriverService.Builder().usingDriverExecutable(DRIVER).build(), options);
        patience = new WebDriverWait(browser, Duration.ofSeconds(60));
    }

    @AfterEach
    void closeTheBrowser() {
        if (browser != null) {
            browser.quit();
        }
    }

    @Test
    void showsAnAlertAtOnceAndTakesTheCrewsAnswers() throws IOException {
        Scene scene = Scene.of(jdbc);
        logIn("crew-board", scene);
        patience.until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector(".line.live, .line.delayed")));
        assertThat(browser.findElement(By.id("quiet")).getText()).contains("暂无告警");

        raise(scene);
        patience.until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector("article.alert")));
        var card = browser.findElement(By.cssSelector("article.alert"));
        assertThat(card.findElement(By.cssSelector(".number-plate.yellow")).getText())
                .isEqualTo(dotted(scene.number()));
        assertThat(card.getText()).contains("刚刚超标", "不透光度", "34.1", "限值 30", "焦作东", "G327", "3.2 km", "维修期限");
        patience.until(page -> Boolean.TRUE.equals(
                browser.executeScript("return document.querySelector('.picture img').naturalWidth > 0")));
        picture("board-zh.png");

        browser.findElement(By.id("language")).click();
        assertThat(browser.findElement(By.cssSelector("article.alert")).getText())
                .contains("Over limit now", "Opacity", "limit 30");
        picture("board-en.png");
        browser.findElement(By.id("language")).click();

        click("acknowledge");
        patience.until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector("article.acknowledged")));
        assertThat(browser.findElement(By.cssSelector(".taken-by")).getText()).contains("crew-board");
        click("INTERCEPTED");
        patience.until(ExpectedConditions.invisibilityOfElementLocated(By.cssSelector("article.alert")));
        assertThat(browser.findElement(By.id("closed")).getText()).contains(dotted(scene.number()), "已拦截");
        picture("board-closed.png");
        assertThat(browser.manage().logs().get("browser").getAll())
                .noneMatch(entry -> entry.getMessage().contains("Content Security Policy"));
    }

    @Test
    void remembersTheCheckpointAndWhatIsOpenThere() {
        Scene scene = Scene.of(jdbc);
        raise(scene);
        logIn("crew-again", scene);
        patience.until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector("article.alert")));

        browser.get(url("/board"));
        patience.until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector("article.alert")));
        assertThat(browser.findElement(By.cssSelector(".number-plate")).getText())
                .isEqualTo(dotted(scene.number()));
    }

    private void logIn(String person, Scene scene) {
        browser.get(url("/board"));
        assertThat(browser.getCurrentUrl()).contains("/login");
        browser.findElement(By.id("password"))
                .sendKeys(
                        Http.withToken(environment, person, "CREW", Scene.AREA).token());
        browser.findElement(By.cssSelector("main button[type=submit]")).click();
        patience.until(ExpectedConditions.urlContains("/board"));
        browser.get(url("/board?checkpoint=" + scene.checkpointId()));
    }

    private void click(String action) {
        patience.until(ExpectedConditions.elementToBeClickable(By.cssSelector("[data-action=" + action + "]")))
                .click();
    }

    private void raise(Scene scene) {
        Instant now = Instant.now();
        transactions.executeWithoutResult(status -> alerts.raise(new Alerts.NewAlert(
                scene.vehicleId(),
                scene.number(),
                "01",
                scene.checkpointId(),
                Scene.AREA,
                Scene.AREA,
                List.of("BLACKLISTED", "EXCEEDANCE_NOW"),
                0.97,
                400L,
                now,
                now.plusSeconds(1_800),
                "board/" + scene.number(),
                storedPhoto(),
                json("""
                        {"number":"%s","type":"01","color":"YELLOW","fuel":"B","vehicleType":"H11","brand":"解放",
                         "emissionStage":"5","state":"ACTIVE"}""".formatted(scene.number())),
                json("""
                        {"source":"PASS","seenAt":"%s","deviceNo":"RS-1","siteName":"焦作东","roadName":"G327",
                         "areaCode":"410800","lane":2,"speedKmh":43.2,"distanceKm":3.2}""".formatted(now)),
                json("""
                        [{"pollutant":"OPACITY","measuredValue":34.1,"limitValue":30,"unit":"%"}]"""),
                json("""
                        {"entryId":"1","caseId":"C1","reason":"RS_TWO_CONSECUTIVE",
                         "repairDeadline":"2026-11-20T00:00:00+08:00"}"""),
                json("""
                        [{"caseId":"C1","state":"CONFIRMED","openedAt":"2026-11-01T00:00:00+08:00",
                          "pollutant":"OPACITY","measuredValue":41.7,"unit":"%"}]"""))));
    }

    /** A picture in the blob store, where the gateway would have put it. */
    private String storedPhoto() {
        var image = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
        Graphics2D paint = image.createGraphics();
        paint.setColor(new Color(0x6b7f93));
        paint.fillRect(0, 0, 640, 480);
        paint.setColor(Color.DARK_GRAY);
        paint.fillRect(200, 120, 260, 260);
        paint.dispose();
        try {
            var jpeg = new ByteArrayOutputStream();
            ImageIO.write(image, "jpg", jpeg);
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(jpeg.toByteArray()));
            Path folder = Path.of(environment.getRequiredProperty("plumewatch.blobs"), sha256.substring(0, 2));
            Files.write(Files.createDirectories(folder).resolve(sha256 + ".jpg"), jpeg.toByteArray());
            return sha256;
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Leaves a picture beside the test reports, for people to judge. */
    private void picture(String name) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "screenshots"));
        Files.write(folder.resolve(name), browser.getScreenshotAs(OutputType.BYTES));
    }

    private String url(String path) {
        return "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port") + path;
    }

    private static String dotted(String number) {
        return number.substring(0, 2) + "·" + number.substring(2);
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text);
    }
}
