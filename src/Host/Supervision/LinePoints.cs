using System.Globalization;

namespace Doorstep.Host.Supervision;

/// <summary>Numbers as points of a line in SVG.</summary>
internal static class LinePoints
{
    /// <summary>Points from left to right; zero lies at the bottom and the greatest at the top.</summary>
    /// <param name="values">The numbers.</param>
    /// <param name="width">Width of the picture.</param>
    /// <param name="height">Height of the line in it.</param>
    /// <param name="top">What stays free above and below.</param>
    /// <param name="max">The number at the top; null: the greatest of these.</param>
    public static string Of(IReadOnlyList<long> values, int width, int height, int top, long? max = null)
    {
        var (most, step) = (Math.Max(1, max ?? values.Max()), values.Count > 1 ? (double)width / (values.Count - 1) : 0);
        return string.Join(' ', values.Select((value, at) => string.Create(CultureInfo.InvariantCulture, $"{at * step:0.#},{top + (height * (1 - ((double)Math.Max(0, value) / most))):0.#}")));
    }
}
