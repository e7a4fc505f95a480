package dev.forwarded.servlet;

import jakarta.servlet.DispatcherType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An application as it travels to a server in another JVM, whose war has the same classes.
 *
 * @param filters the library's filters, in their order
 * @param actions by path
 */
record Staged(List<Filtering> filters, Map<String, Action> actions) implements Serializable {

    /** Where a staged application listens for its next state, below the context path. */
    static final String PATH = "/-stage";

    /** One filter of the library. */
    record Filtering(Map<String, String> settings, Set<DispatcherType> dispatches) implements Serializable {}

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Staged read(InputStream in) throws IOException {
        try (ObjectInputStream objects = new Objects(in)) {
            return (Staged) objects.readObject();
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        }
    }

    /** With the classes of the war, whoever has called. */
    private static final class Objects extends ObjectInputStream {

        Objects(InputStream in) throws IOException {
            super(in);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass type) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(type.getName(), false, Staged.class.getClassLoader());
            } catch (ClassNotFoundException primitive) {
                return super.resolveClass(type);
            }
        }
    }
}
