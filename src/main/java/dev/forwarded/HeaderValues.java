package dev.forwarded;

import dev.forwarded.internal.http.ForwardedElements;
import dev.forwarded.internal.http.HeaderList;
import dev.forwarded.internal.settings.HiddenHeaders;
import java.util.ArrayList;
import java.util.List;

/** All values of a header, for accounts: a decision never asks for more than it believes. */
final class HeaderValues {

    private HeaderValues() {}

    /** How many hops a header states: elements of {@code Forwarded}, values of a list. */
    static int count(ReceivedRequest received, String header) {
        int count = 0;
        if (header.equals(HiddenHeaders.FORWARDED)) {
            ForwardedElements elements = new ForwardedElements();
            elements.open(received.headers(header));
            while (elements.previous() != null) {
                count++;
            }
            return count;
        }
        HeaderList list = new HeaderList();
        list.openNodes(received.headers(header));
        while (list.previous()) {
            count++;
        }
        return count;
    }

    /** The values of a list that stand further left than a position, from the right. */
    static List<String> beyond(ReceivedRequest received, String header, int position) {
        HeaderList list = new HeaderList();
        list.open(received.headers(header));
        List<String> values = new ArrayList<>();
        while (list.previous()) {
            if (list.position() > position) {
                values.add(list.text());
            }
        }
        return values;
    }

    static boolean isPresent(ReceivedRequest received, String header) {
        return new HeaderList().open(received.headers(header));
    }
}
