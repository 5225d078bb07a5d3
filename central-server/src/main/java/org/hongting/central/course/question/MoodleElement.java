package org.hongting.central.course.question;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.hongting.central.course.sentence.Said;
import org.hongting.central.course.sentence.Sentence;

/// An element of a Moodle file with the line on which it begins. Reading opens nothing but the text it is given: what
/// declares a document type is refused before anything is made of it.
final class MoodleElement {
    private static final int DEEPEST = 20;
    private static final int MOST = 200_000;

    final String name;
    final int line;
    final Map<String, String> attributes = new HashMap<>();
    final List<MoodleElement> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private MoodleElement(String name, int line) {
        this.name = name;
        this.line = line;
    }

    /// @throws UnfitQuestion if it is not the XML of one element, with the line
    static MoodleElement read(String file) throws UnfitQuestion {
        // The platform's own: another on the class path might obey other switches.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            return read(factory.createXMLStreamReader(new StringReader(file)));
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber());
            throw new UnfitQuestion(line, Said.of(Sentence.XML_BROKEN));
        }
    }

    private static MoodleElement read(XMLStreamReader reader) throws XMLStreamException, UnfitQuestion {
        Deque<MoodleElement> open = new ArrayDeque<>();
        MoodleElement root = null;
        int count = 0;
        while (reader.hasNext()) {
            int event = reader.next();
            int line = reader.getLocation().getLineNumber();
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    count++;
                    if (count > MOST || open.size() >= DEEPEST) {
                        throw new UnfitQuestion(line, Said.of(Sentence.XML_TOO_MUCH));
                    }
                    MoodleElement element = new MoodleElement(reader.getLocalName(), line);
                    for (int i = 0; i < reader.getAttributeCount(); i++) {
                        element.attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
                    }
                    if (open.isEmpty()) {
                        root = element;
                    } else {
                        open.getLast().children.add(element);
                    }
                    open.addLast(element);
                }
                case XMLStreamConstants.END_ELEMENT -> open.removeLast();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!open.isEmpty()) {
                        open.getLast().text.append(reader.getText());
                    }
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new UnfitQuestion(line, Said.of(Sentence.XML_DOCUMENT_TYPE));
                default -> {
                    // Comments and instructions say nothing.
                }
            }
        }
        if (root == null) {
            throw new UnfitQuestion(1, Said.of(Sentence.XML_BROKEN));
        }
        return root;
    }

    Stream<MoodleElement> all(String wanted) {
        return children.stream().filter(child -> child.name.equals(wanted));
    }

    /// The words of a child; empty where there is none.
    String words(String wanted) {
        return all(wanted)
                .findFirst()
                .map(child -> child.text.toString().strip())
                .orElse("");
    }

    String attribute(String wanted) {
        return attributes.getOrDefault(wanted, "");
    }

    /// What it shows, by the format it names; Moodle's own is web pages.
    ///
    /// @throws UnfitText if it shows what words cannot say
    String shown() {
        if (all("file").findAny().isPresent()) {
            throw new UnfitText(Said.of(Sentence.MOODLE_FILE));
        }
        String said = words("text");
        return switch (attribute("format")) {
            case "plain_text", "markdown" -> QuestionText.plain(said);
            default -> QuestionText.ofHtml(said);
        };
    }
}
