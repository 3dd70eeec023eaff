package org.belfry.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says who may call a resource method. A method without it is refused to everybody. The roles are those of the whole
 * call; whose inbox it touches is for the method to ask of the {@link Caller}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Allowed {

    Who value();

    /** From everybody to admins only. */
    enum Who {
        /** No credential needed. */
        ANYONE(null),
        /** Any valid credential. */
        SIGNED_IN(null),
        VIEWER(Role.VIEWER),
        OPERATOR(Role.OPERATOR),
        ADMIN(Role.ADMIN);

        private final Role role;

        Who(Role role) {
            this.role = role;
        }

        Role role() {
            return role;
        }
    }
}
