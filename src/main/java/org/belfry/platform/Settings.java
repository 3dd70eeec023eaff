package org.belfry.platform;

/** Checks values of settings that bean creation reads at start, where an invalid one stops the start. */
public final class Settings {

    private Settings() {}

    /**
     * @param property its name, as the administrator knows it
     * @return the value
     * @throws IllegalStateException with one sentence that names the property, if the value is less or greater
     */
    public static int between(String property, int value, int least, int greatest) {
        if (value < least || value > greatest) {
            throw new IllegalStateException(
                    property + " must be between " + least + " and " + greatest + ", and is " + value);
        }
        return value;
    }
}
