package bill;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/** Runs the tests of a class and writes JUnit XML, with nothing but the JDK. */
public final class Check {

    private Check() {}

    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        boolean failed = false;
        try (PrintWriter report = new PrintWriter(System.getenv("PAWL_REPORTS") + "/tests.xml", "UTF-8")) {
            report.println("<testsuites>");
            for (String name : arguments) {
                failed |= run(Class.forName(name), report);
            }
            report.println("</testsuites>");
        }
        System.exit(failed ? 1 : 0);
    }

    private static boolean run(Class<?> tests, PrintWriter report) throws IllegalAccessException {
        boolean failed = false;
        report.println("<testsuite name=\"" + tests.getName() + "\">");
        for (Method test : tests.getDeclaredMethods()) {
            if (test.isSynthetic()) {
                continue;
            }
            report.print("<testcase classname=\"" + tests.getName() + "\" name=\"" + test.getName() + "\">");
            try {
                test.invoke(null);
                System.out.println("ok    " + test.getName());
            } catch (InvocationTargetException e) {
                failed = true;
                System.out.println("FAIL  " + test.getName() + ": " + e.getCause());
                report.print("<failure message=\"" + escaped(String.valueOf(e.getCause())) + "\"/>");
            }
            report.println("</testcase>");
        }
        report.println("</testsuite>");
        return failed;
    }

    public static void assertEquals(String expected, int[] found) {
        if (!expected.equals(Arrays.toString(found))) {
            throw new AssertionError("expected " + expected + " but found " + Arrays.toString(found));
        }
    }

    public static void assertThrows(Runnable work) {
        try {
            work.run();
        } catch (IllegalArgumentException expected) {
            return;
        }
        throw new AssertionError("it was taken");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
