using System.Globalization;

namespace Doorstep.Workflows.Collections;

/// <summary>Amounts for people.</summary>
internal static class Fen
{
    /// <summary>Minor units as a number with two places: 123456 is <c>1234.56</c>.</summary>
    public static string Text(long minorUnits) => (minorUnits / 100m).ToString("0.00", CultureInfo.InvariantCulture);
}
