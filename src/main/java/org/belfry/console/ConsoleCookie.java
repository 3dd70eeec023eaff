package org.belfry.console;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * The cookie by which Faces finds what it remembers of a page. It lets nobody in: that is what the sign-in's cookie does. Not in
 * web.xml, as Payara complains of the attribute there.
 */
@WebListener
public class ConsoleCookie implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        var cookie = event.getServletContext().getSessionCookieConfig();
        cookie.setName("belfry_console");
        cookie.setHttpOnly(true);
        cookie.setAttribute("SameSite", "Lax");
    }
}
