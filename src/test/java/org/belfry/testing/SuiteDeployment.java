package org.belfry.testing;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.jboss.arquillian.container.spi.Container;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.context.annotation.DeploymentScoped;
import org.jboss.arquillian.container.spi.event.DeployDeployment;
import org.jboss.arquillian.container.spi.event.StartContainer;
import org.jboss.arquillian.container.spi.event.StopContainer;
import org.jboss.arquillian.container.spi.event.UnDeployDeployment;
import org.jboss.arquillian.core.api.InstanceProducer;
import org.jboss.arquillian.core.api.annotation.Inject;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.EventContext;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.shrinkwrap.api.Archive;

/**
 * Starts the server and deploys once for all test classes of a JVM. Arquillian would deploy for each class, which on Payara Micro
 * means to start the server for each class; and where the classes are shared among several JVMs, Failsafe runs them one by one, each with
 * an Arquillian of its own.
 */
public final class SuiteDeployment implements LoadableExtension {

    private static final Logger LOG = Logger.getLogger(SuiteDeployment.class.getName());

    private static Container<?> started;
    private static Archive<?> archive;
    private static ProtocolMetaData deployedAt;

    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(Once.class);
    }

    /** Undeploys and stops the server, after the last test class. It ends with this JVM in any case. */
    static void end() {
        try {
            if (deployedAt != null) {
                started.getDeployableContainer().undeploy(archive);
            }
            if (started != null) {
                started.getDeployableContainer().stop();
            }
        } catch (DeploymentException | LifecycleException e) {
            LOG.log(Level.WARNING, "The server under test could not be stopped", e);
        }
    }

    /** Made and called by Arquillian. */
    public static final class Once {
        @Inject
        @DeploymentScoped
        private InstanceProducer<ProtocolMetaData> address;

        void start(@Observes EventContext<StartContainer> context) {
            var container = context.getEvent().getContainer();
            if (started == null) {
                started = container;
                context.proceed();
            } else {
                container.setState(Container.State.STARTED);
            }
        }

        /** Not before the last class has ended. */
        void stop(@Observes EventContext<StopContainer> context) {
            var container = context.getEvent().getContainer();
            if (container != started) {
                container.setState(Container.State.STOPPED);
            }
        }

        /** After those who set the scope of the deployment up (precedence 0): the address is kept in it. */
        void deploy(@Observes(precedence = -100) EventContext<DeployDeployment> context) {
            var deployment = context.getEvent().getDeployment();
            if (archive == null) {
                archive = deployment.getDescription().getArchive();
                context.proceed();
                deployedAt = address.get();
            } else if (deployedAt == null) {
                throw new IllegalStateException("Belfry was not deployed; the first failure says why.");
            } else {
                deployment.deployed();
                address.set(deployedAt);
            }
        }

        /** Not after each class. */
        void undeploy(@Observes(precedence = -100) EventContext<UnDeployDeployment> context) {
            context.getEvent().getDeployment().undeployed();
        }
    }
}
