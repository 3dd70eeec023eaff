package org.belfry.console.types;

import java.util.List;

/**
 * A type in the table.
 *
 * @param description null for none
 * @param own whether the organization's admins made it
 * @param changed whether the organization set its channels
 */
public record TypeRow(
        String code, String description, boolean own, boolean mandatory, boolean changed, List<Cell> cells) {

    /**
     * A type on one channel.
     *
     * @param channel its code
     * @param name of the control, such as {@code E-mail for task_assigned}
     * @param setting the code of what holds
     * @param byItself the code of what the type has by itself
     */
    public record Cell(String channel, String name, String setting, String byItself) {

        public String getChannel() {
            return channel;
        }

        public String getName() {
            return name;
        }

        public String getSetting() {
            return setting;
        }

        public String getByItself() {
            return byItself;
        }

        public boolean isChanged() {
            return !setting.equals(byItself);
        }
    }

    /** The types of one category. */
    public record Category(String code, List<TypeRow> rows) {

        public String getCode() {
            return code;
        }

        public List<TypeRow> getRows() {
            return rows;
        }
    }

    public String getCode() {
        return code;
    }

    public String getDescription() {
        return description;
    }

    public boolean isOwn() {
        return own;
    }

    public boolean isMandatory() {
        return mandatory;
    }

    public boolean isChanged() {
        return changed;
    }

    public List<Cell> getCells() {
        return cells;
    }
}
