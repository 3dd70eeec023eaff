package org.belfry.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.belfry.access.Caller;
import org.belfry.access.CurrentCaller;
import org.belfry.access.Organizations;
import org.belfry.access.PasswordSignIn;
import org.belfry.access.SessionCookies;
import org.belfry.access.Sessions;
import org.belfry.access.SignInAge;
import org.belfry.limits.CurrentClient;
import org.belfry.platform.Problem;

/** Whose pages these are. */
@Named("me")
@RequestScoped
public class SignedIn {

    /** Id of the input in which the password is given once more. */
    static final String PASSWORD_FIELD = "passwordAgain";

    @Inject
    private CurrentCaller caller;

    @Inject
    private Sessions sessions;

    @Inject
    private SignInAge age;

    @Inject
    private PasswordSignIn passwords;

    @Inject
    private Organizations organizations;

    @Inject
    private CurrentClient client;

    private String passwordAgain;

    /** Null until somebody asks: each dialog of a page does. */
    private Boolean stale;

    public Caller caller() {
        return caller.get();
    }

    public boolean isKnown() {
        return caller.isKnown();
    }

    public String getAccount() {
        return caller().name();
    }

    /** The name of one's own inbox. */
    public String getRecipient() {
        return caller().recipient();
    }

    public String getOrganization() {
        return organizations.find(caller().organization()).orElseThrow().name();
    }

    /** Whether irreversible actions and those that give access need the password again. */
    public boolean isStale() {
        if (stale == null) {
            stale = age.isStale(caller());
        }
        return stale;
    }

    /** @throws Problem 400 where the sign-in is old and the password was not given, or is wrong */
    void prove() {
        if (!isStale()) {
            return;
        }
        if (passwordAgain == null || passwordAgain.isEmpty()) {
            throw Problem.invalid(PASSWORD_FIELD, "is required again because you signed in some time ago");
        }
        passwords.confirm(caller(), PASSWORD_FIELD, passwordAgain);
        stale = false;
    }

    public String getPasswordAgain() {
        return null;
    }

    public void setPasswordAgain(String passwordAgain) {
        this.passwordAgain = passwordAgain;
    }

    /** Ends the session, here and for the API. */
    public void signOut() throws IOException {
        sessions.close(caller().credentialId());
        var external = FacesContext.getCurrentInstance().getExternalContext();
        SignInPage.add((HttpServletResponse) external.getResponse(), SessionCookies.signedOut(client.secure()));
        external.invalidateSession();
        external.redirect(external.getRequestContextPath() + ConsoleAccessFilter.SIGN_IN);
    }
}
