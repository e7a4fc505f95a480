package dev.forwarded.cli;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the init-params of the filter in a {@code web.xml}; no DTD and no external entity is ever loaded. */
final class WebXml {

    private static final String FILTER_CLASS = "dev.forwarded.servlet.ForwardedFilter";

    private record Param(String name, String value, int line) {}

    private final SettingsEntries settings;
    private final List<Param> params = new ArrayList<>();
    private boolean inFilter;
    private boolean isOurs;
    private int found;
    private String name = "";
    private String value = "";

    private WebXml(SettingsEntries settings) {
        this.settings = settings;
    }

    static void read(byte[] content, SettingsEntries settings) {
        try {
            WebXml xml = new WebXml(settings);
            xml.read(factory().createXMLStreamReader(new ByteArrayInputStream(content)));
        } catch (XMLStreamException malformed) {
            throw settings.mistake(
                    malformed.getLocation() == null
                            ? 1
                            : malformed.getLocation().getLineNumber(),
                    "this is no well-formed XML");
        } catch (NoClassDefFoundError missing) {
            throw settings.mistake("a web.xml needs the module java.xml: run with --add-modules java.xml");
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    private void read(XMLStreamReader reader) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                start(reader.getLocalName());
                text.setLength(0);
            } else if (event == XMLStreamConstants.CHARACTERS) {
                text.append(reader.getText());
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                end(
                        reader.getLocalName(),
                        text.toString().strip(),
                        reader.getLocation().getLineNumber());
                text.setLength(0);
            }
        }
        if (found == 0) {
            throw settings.mistake("no filter of the class " + FILTER_CLASS + " stands there");
        }
    }

    private void start(String element) {
        if (element.equals("filter")) {
            inFilter = true;
            isOurs = false;
            params.clear();
        }
    }

    private void end(String element, String text, int line) {
        switch (element) {
            case "filter" -> filter(line);
            case "filter-class" -> isOurs = text.equals(FILTER_CLASS);
            case "param-name" -> name = text;
            case "param-value" -> value = text;
            case "init-param" -> {
                if (inFilter) {
                    params.add(new Param(name, value, line));
                }
            }
            default -> {
                // Of no interest.
            }
        }
    }

    private void filter(int line) {
        inFilter = false;
        if (isOurs && ++found > 1) {
            throw settings.mistake(line, "this is a second filter of the class " + FILTER_CLASS);
        }
        if (isOurs) {
            params.forEach(param -> settings.put(param.name, param.value, param.line));
        }
    }
}
