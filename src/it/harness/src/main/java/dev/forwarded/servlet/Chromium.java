package dev.forwarded.servlet;

import dev.forwarded.proxies.LiveNginx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's Chromium without a window, which reaches 127.0.0.1 alone and sends whatever headers a test wants. */
final class Chromium implements AutoCloseable {

    static final int WIDE = 1200;
    static final int NARROW = 380;

    private final ChromeDriver driver;

    Chromium() {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(LiveNginx.binary("chromium", "chromium"));
        options.setCapability("goog:loggingPrefs", logs);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--hide-scrollbars",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1");
        System.setProperty("webdriver.chrome.driver", LiveNginx.binary("chromedriver", "chromium-driver"));
        driver = new ChromeDriver(options);
        call("Network.enable", Map.of());
    }

    private Map<String, Object> call(String command, Map<String, Object> parameters) {
        return driver.executeCdpCommand(command, parameters);
    }

    WebDriver driver() {
        return driver;
    }

    /** What the next pages are seen in. */
    void seen(int width, boolean isDark) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        Map<String, String> feature = Map.of("name", "prefers-color-scheme", "value", isDark ? "dark" : "light");
        call("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
    }

    /** Opens a URL with header lines. */
    void open(String url, List<String> headers) {
        Map<String, Object> extra = new LinkedHashMap<>();
        for (String header : headers) {
            int colon = header.indexOf(':');
            extra.put(header.substring(0, colon), header.substring(colon + 1).trim());
        }
        call("Network.setExtraHTTPHeaders", Map.of("headers", extra));
        driver.get(url);
    }

    String text(String css) {
        return driver.findElement(By.cssSelector(css)).getText();
    }

    int count(String css) {
        return driver.findElements(By.cssSelector(css)).size();
    }

    Object script(String script) {
        return driver.executeScript(script);
    }

    /** What the console of the browser says: errors of scripts, of the policy, and of what could not be loaded. */
    List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** The whole page as PNG. */
    void picture(Path file) throws IOException {
        Object data = call("Page.captureScreenshot", Map.of("captureBeyondViewport", true))
                .get("data");
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(String.valueOf(data)));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
