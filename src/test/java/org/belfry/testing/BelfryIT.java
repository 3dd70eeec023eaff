package org.belfry.testing;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.File;
import java.net.URI;
import java.net.URL;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test of the packaged application on a running server, from outside, as a client. Every such test extends this; all
 * of them share one server and one deployment (see {@link SuiteDeployment}), hence also the data of one another.
 */
@ExtendWith(ArquillianExtension.class)
public abstract class BelfryIT {
    /** Where the application answers; ends with a slash. */
    @ArquillianResource
    protected URL url;

    /** The WAR as it was packaged, at the context root it has in production. */
    @Deployment(testable = false)
    public static WebArchive belfry() {
        return ShrinkWrap.create(ZipImporter.class, "belfry.war")
                .importFrom(new File(TestEnvironment.property("belfry.it.war")))
                .as(WebArchive.class)
                // Arquillian's way of deploying to Liberty has no other place to say it.
                .addAsWebInfResource(new StringAsset("""
                                <?xml version="1.0" encoding="UTF-8"?>
                                <web-ext xmlns="http://websphere.ibm.com/xml/ns/javaee"
                                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                                    xsi:schemaLocation="http://websphere.ibm.com/xml/ns/javaee http://websphere.ibm.com/xml/ns/javaee/ibm-web-ext_1_1.xsd"
                                    version="1.1">
                                  <context-root uri="/"/>
                                </web-ext>
                                """), "ibm-web-ext.xml");
    }

    /** A client with the admin key. */
    protected BelfryClient admin() {
        return BelfryClient.admin(URI.create(url.toString()));
    }

    /** An admin of a new organization, which has nothing in it. */
    protected BelfryClient organization() {
        return organization(Json.createObjectBuilder());
    }

    /** @param more of what describes the organization, such as its locale */
    protected BelfryClient organization(JsonObjectBuilder more) {
        var code = unique("test");
        admin().post(
                        "api/organizations",
                        more.add("code", code).add("name", "Test").build().toString())
                .expect(201);
        return admin().withNewKey(Json.createObjectBuilder()
                .add("name", "admin")
                .add("role", "admin")
                .add("organization", code));
    }

    /** A name that no other test uses. */
    protected static String unique(String start) {
        return start + "-" + UUID.randomUUID().toString().substring(0, 8);
    }
}
