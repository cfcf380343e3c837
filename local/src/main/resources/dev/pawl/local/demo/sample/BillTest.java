package bill;

public final class BillTest {

    public static void splitsEvenly() {
        Check.assertEquals("[25, 25, 25, 25]", Bill.split(100, 4));
    }

    public static void asksForSomebodyWhoPays() {
        Check.assertThrows(() -> Bill.split(100, 0));
    }
}
