using MudBlazor;

namespace Doorstep.Host.Supervision;

/// <summary>Colours and letters. Every pair of letters and ground that is used has a contrast of 4.5 or more (WCAG 2.1 AA); the audit of pages measures it.</summary>
internal static class ConsoleTheme
{
    private const string Ink = "#1c2733";
    private const string Quiet = "#46535f";
    private const string Ground = "#f4f5f7";
    private const string White = "#ffffff";

    /// <summary>Fonts that are on the reader's machine; none is loaded.</summary>
    private static readonly string[] Fonts = ["system-ui", "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "sans-serif"];

    public static PaletteLight Colours { get; } = new()
    {
        Primary = "#12508a", PrimaryContrastText = White, Secondary = "#5b3a8c", SecondaryContrastText = White, Info = "#0b5a77", InfoContrastText = White, Success = "#1c6b33", SuccessContrastText = White,
        Warning = "#7d4e00", WarningContrastText = White, Error = "#a4161a", ErrorContrastText = White, Dark = Ink, DarkContrastText = White, TextPrimary = Ink, TextSecondary = Quiet, Background = Ground, Surface = White,
        AppbarBackground = Ink, AppbarText = White, LinesInputs = "#6b7785", LinesDefault = "#d5dae1", TableLines = "#d5dae1", ActionDefault = Quiet,
    };

    public static MudTheme Theme { get; } = new() { PaletteLight = Colours, Typography = new Typography { Default = new DefaultTypography { FontFamily = Fonts }, Button = new ButtonTypography { FontFamily = Fonts, TextTransform = "none" } } };
}
