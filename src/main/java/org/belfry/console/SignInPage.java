package org.belfry.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.NewCookie;
import java.io.IOException;
import org.belfry.access.AdmissionControl;
import org.belfry.access.CredentialVerifier;
import org.belfry.access.Device;
import org.belfry.access.PasswordSignIn;
import org.belfry.access.RequestCredentials;
import org.belfry.access.Role;
import org.belfry.access.SessionCookies;
import org.belfry.audit.Actor;
import org.belfry.audit.CurrentActor;
import org.belfry.limits.CurrentClient;
import org.belfry.platform.Problem;

/** Signing in, and then on to wherever one wanted to. */
@Named("signInPage")
@RequestScoped
public class SignInPage {

    @Inject
    private PasswordSignIn passwords;

    @Inject
    private CredentialVerifier verifier;

    @Inject
    private AdmissionControl admissionControl;

    @Inject
    private CurrentActor actor;

    @Inject
    private CurrentClient client;

    @Inject
    private PendingSetup pendingSetup;

    @Inject
    private PageParameters parameters;

    private boolean refused;
    private String account;

    /** From a link, or as typed. */
    private String organization;

    private String password;

    /** The same account, password, limits and log as {@code POST /api/session}. */
    @ReportProblems
    public void signIn() throws IOException {
        var external = FacesContext.getCurrentInstance().getExternalContext();
        var request = (HttpServletRequest) external.getRequest();
        actor.set(Actor.anonymous(client.address()));
        var from = new Device(
                RequestCredentials.device(request::getHeader), request.getHeader("User-Agent"), client.address());
        var openedSession = passwords
                .signIn(new PasswordSignIn.Name(account, organization), password, from)
                .orElse(null);
        if (openedSession == null) {
            admissionControl.refused(null);
            refused = true;
            throw PasswordSignIn.refused();
        }
        var caller = verifier.bySession(openedSession.token()).orElseThrow(Problem::unauthorized);
        var response = (HttpServletResponse) external.getResponse();
        SessionCookies.signedIn(openedSession, client.secure()).forEach(cookie -> add(response, cookie));
        if (request.getSession(false) != null) {
            request.changeSessionId();
        }
        var next = Destination.of(parameters.text("to"));
        if (next.equals(ConsoleAccessFilter.FIRST)
                && caller.has(Role.ADMIN)
                && pendingSetup.areIn(caller.organization())) {
            next = PendingSetup.SETUP;
        }
        external.redirect(request.getContextPath() + next);
    }

    /** As the server's own cookies are written: JAX-RS of Open Liberty writes the path in quotes, which browsers take for none. */
    static void add(HttpServletResponse response, NewCookie from) {
        var cookie = new Cookie(from.getName(), from.getValue());
        cookie.setPath(from.getPath());
        cookie.setMaxAge(from.getMaxAge());
        cookie.setHttpOnly(from.isHttpOnly());
        cookie.setSecure(from.isSecure());
        cookie.setAttribute("SameSite", "Lax");
        response.addCookie(cookie);
    }

    public String getAccount() {
        return account;
    }

    public void setAccount(String account) {
        this.account = account;
    }

    /** Asked for if a link names one, and after a failed sign-in: most deployments have only one. */
    public boolean isOrganizationAsked() {
        return refused || getOrganization() != null || parameters.text("signIn:organization") != null;
    }

    public String getOrganization() {
        return organization == null ? parameters.text("organization") : organization;
    }

    public void setOrganization(String organization) {
        this.organization = organization;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }
}
