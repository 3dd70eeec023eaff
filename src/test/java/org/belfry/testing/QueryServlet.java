package org.belfry.testing;

import jakarta.annotation.Resource;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import javax.sql.DataSource;

/**
 * Lets a test query the database of a server: Derby's is open to the server's own process only. It is put into the WAR of
 * {@link ClockedNodes} beside the application. One line for each row.
 */
@WebServlet(QueryServlet.PATH)
public class QueryServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    static final String PATH = "/test/rows";
    static final String COLUMN_END = "\t";

    @Resource(lookup = "jdbc/belfry")
    private transient DataSource database;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(request.getParameter("query"))) {
            var width = rows.getMetaData().getColumnCount();
            response.setContentType("text/plain;charset=UTF-8");
            while (rows.next()) {
                var columns = new ArrayList<String>();
                for (var column = 1; column <= width; column++) {
                    columns.add(String.valueOf(rows.getString(column)));
                }
                response.getWriter().println(String.join(COLUMN_END, columns));
            }
        } catch (SQLException e) {
            throw new ServletException(e);
        }
    }
}
