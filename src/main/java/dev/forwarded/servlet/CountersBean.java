package dev.forwarded.servlet;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.function.Supplier;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** Counters by JMX, read-only: an attribute a counter. Dynamic, since an interface for it would have to be public. */
final class CountersBean implements DynamicMBean {

    /** So many filters of one context path are told apart in a JVM; more are not shown. */
    private static final int MOST = 64;

    private final Supplier<Map<String, Long>> counters;

    private CountersBean(Supplier<Map<String, Long>> counters) {
        this.counters = counters;
    }

    /**
     * Registers counters as {@code dev.forwarded:type=ForwardedFilter,context="/app"}, with an {@code instance} where
     * that name is taken.
     *
     * @return what takes them out again
     */
    static Runnable register(Supplier<Map<String, Long>> counters, String context) throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        String name = "dev.forwarded:type=ForwardedFilter,context=" + ObjectName.quote(context);
        for (int i = 1; i <= MOST; i++) {
            ObjectName free = new ObjectName(i == 1 ? name : name + ",instance=" + i);
            if (registers(server, free, new CountersBean(counters))) {
                return () -> remove(server, free);
            }
        }
        return () -> {};
    }

    private static boolean registers(MBeanServer server, ObjectName name, CountersBean bean) throws JMException {
        try {
            server.registerMBean(bean, name);
            return true;
        } catch (InstanceAlreadyExistsException taken) {
            return false;
        }
    }

    private static void remove(MBeanServer server, ObjectName name) {
        try {
            server.unregisterMBean(name);
        } catch (JMException gone) {
            // Somebody else has taken it out.
        }
    }

    @Override
    public Object getAttribute(String name) throws AttributeNotFoundException {
        Long count = counters.get().get(name);
        if (count == null) {
            throw new AttributeNotFoundException(name);
        }
        return count;
    }

    @Override
    public AttributeList getAttributes(String[] names) {
        Map<String, Long> counts = counters.get();
        AttributeList found = new AttributeList();
        for (String name : names) {
            if (counts.containsKey(name)) {
                found.add(new Attribute(name, counts.get(name)));
            }
        }
        return found;
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException("counters are read-only");
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        return new AttributeList();
    }

    @Override
    public @Nullable Object invoke(String action, Object[] values, String[] types) {
        throw new UnsupportedOperationException("counters have no operations");
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        MBeanAttributeInfo[] attributes = counters.get().keySet().stream()
                .map(name -> new MBeanAttributeInfo(name, "long", "requests since the start", true, false, false))
                .toArray(MBeanAttributeInfo[]::new);
        return new MBeanInfo(
                CountersBean.class.getName(), "What became of forwarded requests", attributes, null, null, null);
    }
}
