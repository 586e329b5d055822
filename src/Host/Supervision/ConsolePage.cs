using Doorstep.Host.Supervision.Parts;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Storage;
using Microsoft.AspNetCore.Components;

namespace Doorstep.Host.Supervision;

/// <summary>A page of the console: it loads, it may be empty, and what goes wrong is said on it.</summary>
public abstract partial class ConsolePage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _left = new();
    private bool _isBarred;
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    [Inject]
    private protected Reader Reader { get; set; } = default!;

    [Inject]
    private protected NavigationManager Pages { get; set; } = default!;

    [Inject]
    private ILogger<ConsolePage> Log { get; set; } = default!;

    /// <summary>Nothing is there to show yet.</summary>
    protected bool IsLoading { get; private set; } = true;

    /// <summary>Something that was asked for is being done; another press is not heard until it is.</summary>
    protected bool IsBusy { get; private set; }

    /// <summary>What went wrong; null: nothing.</summary>
    protected string? Fault { get; private set; }

    /// <summary>What was done last, for whoever did it.</summary>
    protected string? Done { get; private set; }

    /// <summary>Over when the page is left.</summary>
    protected CancellationToken Left => _left.Token;

    /// <summary>Reads what the page shows.</summary>
    protected abstract Task ReadAsync();

    /// <inheritdoc />
    protected override void OnInitialized() => Reader.Changed += ReadAgain;

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => LoadAsync();

    /// <summary>Reads everything again.</summary>
    protected async Task LoadAsync()
    {
        _isBarred = false;
        await GuardAsync(ReadAsync);
        IsLoading = _isBarred;
    }

    /// <summary>Reads again because something moved, not because the reader asked: what the reader was told stays, unless there is something worse to say.</summary>
    protected async Task RefreshAsync()
    {
        var told = Fault;
        await LoadAsync();
        Fault ??= told;
        StateHasChanged();
    }

    /// <summary>Does what somebody asked for, says that it is done, and reads the page again.</summary>
    private protected Task ActAsync<T>(Func<Actor, Mediator.ICommand<Reply<T>>> command, string done)
        where T : class => OnceAsync(async () =>
        {
            Done = null;
            if (Take(await Reader.DoAsync(command)) is null) return;
            await ReadAsync();
            Done = done;
        });

    /// <summary>Does something once, however often the button is pressed before it is done.</summary>
    protected async Task OnceAsync(Func<Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (IsBusy) return;
        IsBusy = true;
        StateHasChanged();
        try
        {
            await GuardAsync(work);
        }
        finally
        {
            IsBusy = false;
            StateHasChanged();
        }
    }

    /// <summary>The answer; null where it was refused, and then the page says why.</summary>
    private protected T? Take<T>(Reply<T> reply)
        where T : class
    {
        if (reply is Reply<T>.Done(var value)) return value;
        var refused = (Reply<T>.Refused)reply;
        Fault = LocalText.In(RefusalWords.Of(refused.Kind, refused.Reason, refused.Faults.IsDefault ? [] : refused.Faults, Reader.IsChinese), Reader.Zone);
        return default;
    }

    /// <summary>What was done last is no news any more.</summary>
    private protected void Forget() => Done = null;

    /// <summary>What a case is about, as people know it; its id where that was not read.</summary>
    protected string Named(string caseId) => _names.GetValueOrDefault(caseId, caseId);

    /// <summary>Reads what cases are about.</summary>
    private protected async Task NameAsync(IReadOnlyCollection<string> caseIds)
    {
        string[] ids = [.. caseIds.Where(id => !_names.ContainsKey(id)).Distinct(StringComparer.Ordinal)];
        if (ids.Length == 0 || await Reader.AskAsync(actor => new FindCases(new CasePageQuery { Ids = ids, Take = ids.Length }, actor), Left) is not Reply<CasePage>.Done(var found)) return;
        foreach (var one in found.Items) _names[one.Id] = one.BusinessKey;
    }

    /// <summary>A sentence in the reader's language.</summary>
    protected string Say(string english, string chinese) => Reader.Say(english, chinese);

    /// <summary>Runs something; whatever stands against it is said on the page.</summary>
    protected async Task GuardAsync(Func<Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        Fault = null;
        try
        {
            await work();
        }
        catch (SessionOverException)
        {
            Pages.NavigateTo($"/sign-in?returnTo={Uri.EscapeDataString(new Uri(Pages.Uri).AbsolutePath)}", forceLoad: true);
        }
        catch (ForbiddenException refused)
        {
            _isBarred = true;
            Fault = $"{Say("This is not yours to ask.", "您无权进行此操作。")} {ReasonWords.Of(refused.Message, Reader.IsChinese)}";
        }
        catch (UnknownCaseException unknown)
        {
            Fault = ReasonWords.Of(unknown.Message, Reader.IsChinese);
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
        }
        catch (NavigationException)
        {
            throw;
        }
#pragma warning disable CA1031 // A page that cannot be read says so, and the reader tries again; the log has the cause.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Broke(Log, fault, GetType().Name);
            Fault = Say("This cannot be read now. Try again; the log says why.", "目前无法读取，请重试；原因已写入日志。");
        }
    }

    /// <summary>What a page reads may go by days of the reader's zone.</summary>
    private void ReadAgain() => _ = InvokeAsync(RefreshAsync);

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(isLeft: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The page is left.</summary>
    protected virtual void Dispose(bool isLeft)
    {
        if (!isLeft || _left.IsCancellationRequested) return;
        Reader.Changed -= ReadAgain;
        _left.Cancel();
        _left.Dispose();
    }

    [LoggerMessage(LogLevel.Error, "The page {Page} could not be shown.")]
    private static partial void Broke(ILogger log, Exception fault, string page);
}
