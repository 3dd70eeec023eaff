package org.belfry.console;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.belfry.platform.PublicUrl;

/**
 * The cookie by which Faces finds what it remembers of a page. It lets nobody in: that is what the sign-in's cookie does. Not in
 * web.xml, as Payara complains of the attribute there.
 */
@WebListener
public class ConsoleCookie implements ServletContextListener {

    @Inject
    private PublicUrl publicUrl;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        var cookie = event.getServletContext().getSessionCookieConfig();
        cookie.setName("belfry_console");
        cookie.setHttpOnly(true);
        // Where that is not known, it is so for each client that comes by HTTPS: TransportSecurityFilter.
        cookie.setSecure(publicUrl.isSecure());
        cookie.setAttribute("SameSite", "Lax");
    }
}
