package dev.forwarded.cli;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the init-params of the filter in a {@code web.xml}; no DTD and no external entity is ever loaded. */
final class WebXml {

    private static final String FILTER_CLASS = "dev.forwarded.servlet.ForwardedFilter";

    private record Param(String name, String value, int line) {}

    private final XMLStreamReader reader;
    private final SettingsEntries settings;
    private final List<Param> params = new ArrayList<>();
    private boolean isOurs;
    private int found;
    private String name = "";

    private WebXml(XMLStreamReader reader, SettingsEntries settings) {
        this.reader = reader;
        this.settings = settings;
    }

    static void read(byte[] content, SettingsEntries settings) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            new WebXml(factory.createXMLStreamReader(new ByteArrayInputStream(content)), settings).read();
        } catch (XMLStreamException malformed) {
            int line = malformed.getLocation() == null
                    ? 1
                    : malformed.getLocation().getLineNumber();
            throw settings.mistake(line, "this is no well-formed XML");
        }
    }

    private void read() throws XMLStreamException {
        while (reader.hasNext()) {
            reader.next();
            if (reader.isStartElement()) {
                start(reader.getLocalName());
            } else if (reader.isEndElement() && reader.getLocalName().equals("filter")) {
                endOfFilter();
            }
        }
        if (found == 0) {
            throw settings.mistake(0, "no filter of the class " + FILTER_CLASS + " stands there");
        }
    }

    private void start(String element) throws XMLStreamException {
        switch (element) {
            case "filter", "servlet" -> {
                isOurs = false;
                params.clear();
            }
            case "filter-class" -> isOurs = text().equals(FILTER_CLASS);
            case "param-name" -> name = text();
            case "param-value" ->
                params.add(new Param(name, text(), reader.getLocation().getLineNumber()));
            default -> {
                // Of no interest.
            }
        }
    }

    private String text() throws XMLStreamException {
        return reader.getElementText().strip();
    }

    private void endOfFilter() {
        if (isOurs && ++found > 1) {
            throw settings.mistake(
                    reader.getLocation().getLineNumber(), "this is a second filter of the class " + FILTER_CLASS);
        }
        if (isOurs) {
            params.forEach(param -> settings.put(param.name, param.value, param.line));
        }
    }
}
