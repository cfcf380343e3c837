package bill;

/** Splits a bill. Amounts are in cents. */
public final class Bill {

    private Bill() {}

    /** What each of so many people pays. */
    public static int[] split(int cents, int people) {
        if (people < 1) {
            throw new IllegalArgumentException("nobody is there to pay");
        }
        int[] shares = new int[people];
        for (int i = 0; i < people; i++) {
            shares[i] = cents / people;
        }
        return shares;
    }
}
