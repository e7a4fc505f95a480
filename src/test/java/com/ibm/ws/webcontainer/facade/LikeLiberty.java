package com.ibm.ws.webcontainer.facade;

import jakarta.servlet.ServletContext;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/** Makes contexts whose class is in this package, as the server's own is; a proxy is where its interface is. */
public final class LikeLiberty {

    private LikeLiberty() {}

    /** Not public, so that the proxy's class is not either. */
    private interface Context extends ServletContext {}

    public static ServletContext context(InvocationHandler handler) {
        return (ServletContext)
                Proxy.newProxyInstance(LikeLiberty.class.getClassLoader(), new Class<?>[] {Context.class}, handler);
    }
}
