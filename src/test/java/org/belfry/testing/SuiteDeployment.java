package org.belfry.testing;

import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.context.annotation.DeploymentScoped;
import org.jboss.arquillian.container.spi.event.DeployDeployment;
import org.jboss.arquillian.container.spi.event.UnDeployDeployment;
import org.jboss.arquillian.container.spi.event.container.BeforeStop;
import org.jboss.arquillian.core.api.InstanceProducer;
import org.jboss.arquillian.core.api.annotation.Inject;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.EventContext;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.shrinkwrap.api.Archive;

/**
 * Deploys once for all test classes. Arquillian would deploy for each class, which on Payara Micro means to start the
 * server for each class.
 */
public final class SuiteDeployment implements LoadableExtension {
    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(Once.class);
    }

    /** Made and called by Arquillian. */
    public static final class Once {
        @Inject
        @DeploymentScoped
        private InstanceProducer<ProtocolMetaData> address;

        private Archive<?> archive;
        private ProtocolMetaData deployedAt;

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

        void beforeStop(@Observes BeforeStop event) throws DeploymentException {
            if (deployedAt != null) {
                event.getDeployableContainer().undeploy(archive);
            }
        }
    }
}
