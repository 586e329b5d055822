using System.Buffers;
using System.Globalization;
using System.Text;
using Doorstep.Workflows.Commands.Lists;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;

namespace Doorstep.Host.Api;

/// <summary>A list of cases as a file for spreadsheets (RFC 4180): UTF-8 with its mark, so that they show Chinese, and no cell is run as a formula. Written row by row as it is read.</summary>
internal sealed class CaseCsv(CaseExport export, bool isChinese, DateTimeOffset now) : IResult
{
    private const string Type = "text/csv; charset=utf-8";
    private const int FlushRows = 200;

    private static readonly (string En, string Zh)[] Columns =
    [
        ("Case", "案件号"), ("Tenant", "租户"), ("Key", "业务编号"), ("Definition", "流程"), ("Version", "版本"), ("Name", "名称"), ("State", "状态"), ("Stands", "情况"),
        ("Begun (UTC)", "开始（UTC）"), ("Last step (UTC)", "最近一步（UTC）"), ("Closed (UTC)", "结案（UTC）"), ("Days", "天数"),
    ];

    /// <summary>What makes a spreadsheet run a cell, and what it leaves out before that.</summary>
    private static readonly SearchValues<char> Runs = SearchValues.Create("=+-@\t\r\n＝＋－＠");

    private static readonly SearchValues<char> Quoted = SearchValues.Create("\",\r\n");

    public async Task ExecuteAsync(HttpContext context)
    {
        context.Response.ContentType = Type;
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"cases-{now:yyyyMMdd-HHmm}.csv\"";
        await using var file = new StreamWriter(context.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        await file.WriteLineAsync(Line(Columns.Select(column => isChinese ? column.Zh : column.En)));
        var rows = 0;
        await foreach (var row in export.Rows.WithCancellation(context.RequestAborted))
        {
            await file.WriteLineAsync(Line(Cells(row)));
            if (++rows % FlushRows == 0) await file.FlushAsync(context.RequestAborted);
        }
    }

    /// <summary>A row. What a cell begins with that a spreadsheet would run stands behind an apostrophe.</summary>
    internal static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(Cell));

    private static string Cell(string text)
    {
        var shown = text.AsSpan().TrimStart(' ') is [var first, ..] && Runs.Contains(first) ? $"'{text}" : text;
        return shown.AsSpan().ContainsAny(Quoted) ? $"\"{shown.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : shown;
    }

    private IEnumerable<string> Cells(CaseSummary row) =>
    [
        row.Id, row.Tenant, row.BusinessKey, row.DefinitionId, row.DefinitionVersion.ToString(CultureInfo.InvariantCulture), row.Name ?? "", row.State,
        row.IsFaulted ? isChinese ? "出错" : "faulted" : row.Status == CaseStatus.Completed ? isChinese ? "已结案" : "closed" : isChinese ? "进行中" : "running",
        Text(row.CreatedAt), Text(row.UpdatedAt), row.CompletedAt is { } closed ? Text(closed) : "", ((int)(now - row.CreatedAt).TotalDays).ToString(CultureInfo.InvariantCulture),
    ];

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
