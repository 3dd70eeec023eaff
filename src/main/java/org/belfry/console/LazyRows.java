package org.belfry.console;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.belfry.platform.PageRequest;
import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;

/**
 * The rows of a table that is paged and sorted in the database. It counts up to {@link #MOST} rows: who looks for one among more
 * narrows the filter, and no count reads a million rows.
 *
 * <p>Rows move while somebody looks at them, so that no command goes by the place of its row: it names the row by an {@code f:param}.
 */
public class LazyRows<T> extends LazyDataModel<T> {

    /** So many rows are counted, and can be paged through. */
    public static final int MOST = 10_000;

    private static final long serialVersionUID = 1L;

    private final transient Function<PageRequest, List<T>> rows;
    private final transient IntUnaryOperator count;
    private final transient Function<T, Object> key;

    /**
     * @param rows answers one page
     * @param count answers how many rows there are, and at most the number that it is given
     * @param key of a row, in its text form
     */
    public LazyRows(Function<PageRequest, List<T>> rows, IntUnaryOperator count, Function<T, Object> key) {
        this.rows = rows;
        this.count = count;
        this.key = key;
    }

    @Override
    public int count(Map<String, FilterMeta> filters) {
        return Math.min(count.applyAsInt(MOST + 1), MOST);
    }

    @Override
    public List<T> load(int first, int size, Map<String, SortMeta> sorts, Map<String, FilterMeta> filters) {
        var sort = sorts.values().stream()
                .filter(one -> one.getOrder().isAscending() || one.getOrder().isDescending())
                .findFirst();
        return rows.apply(new PageRequest(
                first,
                size,
                sort.map(SortMeta::getField).orElse(null),
                sort.map(one -> one.getOrder().isAscending()).orElse(false)));
    }

    /** Whether there are more than were counted. */
    public boolean isCutOff() {
        return getRowCount() >= MOST;
    }

    @Override
    public String getRowKey(T row) {
        return String.valueOf(key.apply(row));
    }

    @Override
    public T getRowData(String rowKey) {
        return getWrappedData().stream()
                .filter(row -> getRowKey(row).equals(rowKey))
                .findFirst()
                .orElse(null);
    }
}
