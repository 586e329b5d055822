using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Doorstep.Workflows.Collections;

/// <summary>Currencies that something can be owed in: the codes of ISO 4217 that are in use, without metals, funds and units of account.</summary>
internal static class Currencies
{
    /// <summary>What a body may call the minor unit in which its amounts are.</summary>
    public static IReadOnlyList<string> Units { get; } = ["fen", "cent", "penny", "minor"];

    /// <summary>The codes.</summary>
    public static FrozenSet<string> Codes { get; } =
        """
        AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL
        GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR
        MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD
        UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The currency of a register's amounts (<c>currency</c>), and what a hundred of its minor units are in others (<c>others</c>).</summary>
    public static (string Currency, ImmutableSortedDictionary<string, int> Others) Read(FieldReader root)
    {
        var currency = root.Choice("currency", Codes);
        var others = root.Once("others", [.. root.Items("others").Select(other => (Currency: other.Only("currency", "percent").Choice("currency", Codes), Percent: (int)other.Count("percent", 100_000)))], other => other.Currency);
        return (currency, others.ToImmutableSortedDictionary(other => other.Currency, other => other.Percent, StringComparer.Ordinal));
    }

    /// <summary>An amount of a register in another currency.</summary>
    public static long Share(long amount, int percent) => amount * percent / 100;
}
