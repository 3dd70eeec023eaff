package org.belfry.platform;

import java.util.ListResourceBundle;

/**
 * The patterns of all {@linkplain Sentence sentences} in other languages: what services refuse, find and wait for. This is English, where
 * each is as it is; in another language the bundle has a pattern for each pattern.
 */
public class Translations extends ListResourceBundle {

    @Override
    protected Object[][] getContents() {
        return new Object[0][];
    }
}
