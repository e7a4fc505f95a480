import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Adds up the JUnit XML reports below a folder: {@code java .ci/Count.java target target/surefire-reports}.
 *
 * <p>Fails if a test failed, if none ran, if a report cannot be read, if no test passed in one of the folders named
 * after the first, or, where the environment says {@code CI=true}, if a test was skipped.
 */
final class Count {
    private int passed;
    private int failed;
    private int skipped;

    public static void main(String[] args) throws IOException {
        Path root = Path.of(args[0]);
        Map<String, Count> byFolder = new TreeMap<>();
        List<String> remarks = new ArrayList<>();
        for (Path report : reports(root)) {
            Count count = byFolder.computeIfAbsent(report.getParent().toString(), folder -> new Count());
            try {
                count.add(report, remarks);
            } catch (IOException | SAXException | ParserConfigurationException e) {
                count.failed++;
                remarks.add("unreadable: " + report + ": " + e.getMessage());
            }
        }
        Count total = new Count();
        for (Map.Entry<String, Count> entry : byFolder.entrySet()) {
            Count count = entry.getValue();
            total.passed += count.passed;
            total.failed += count.failed;
            total.skipped += count.skipped;
            System.out.printf("%7d %7d %7d  %s%n", count.passed, count.failed, count.skipped, entry.getKey());
        }
        remarks.forEach(System.out::println);
        boolean nothing = total.passed + total.failed == 0;
        boolean incomplete = false;
        for (String required : List.of(args).subList(1, args.length)) {
            if (!byFolder.containsKey(required) || byFolder.get(required).passed == 0) {
                incomplete = true;
                System.out.println("no test passed in " + required);
            }
        }
        boolean forbiddenSkip = total.skipped > 0 && "true".equals(System.getenv("CI"));
        if (nothing) {
            System.out.println("no test ran");
        }
        if (forbiddenSkip) {
            System.out.println("tests were skipped, which CI=true does not allow");
        }
        System.out.printf("%d passed, %d failed, %d skipped%n", total.passed, total.failed, total.skipped);
        System.exit(nothing || incomplete || forbiddenSkip || total.failed > 0 ? 1 : 0);
    }

    private static List<Path> reports(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        System.out.printf("%7s %7s %7s  %s%n", "passed", "failed", "skipped", "reports");
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
                    .sorted()
                    .toList();
        }
    }

    private void add(Path report, List<String> remarks) throws IOException, SAXException, ParserConfigurationException {
        DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        // The default handler prints to the error stream, where it may end up below the last line.
        builder.setErrorHandler(new DefaultHandler());
        Document document = builder.parse(report.toFile());
        NodeList cases = document.getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            Element test = (Element) cases.item(i);
            String name = test.getAttribute("classname") + "." + test.getAttribute("name");
            if (has(test, "failure") || has(test, "error")) {
                failed++;
                remarks.add("failed: " + name);
            } else if (has(test, "skipped")) {
                skipped++;
                remarks.add("skipped: " + name);
            } else {
                passed++;
            }
        }
    }

    private static boolean has(Element test, String child) {
        return test.getElementsByTagName(child).getLength() > 0;
    }
}
