<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="it">
<context>
    <name>AlgorithmRun</name>
    <message>
        <location filename="../../geogap_plugin/gui/runs.py" line="66" />
        <source>There is no algorithm {}.</source>
        <translation>Non esiste alcun algoritmo {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/runs.py" line="111" />
        <source>Something went wrong that GeoGap did not expect: {}</source>
        <translation>Qualcosa è andato storto in un modo che GeoGap non si aspettava: {}</translation>
    </message>
</context><context>
    <name>AlignScenes</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="89" />
        <source>Align scenes</source>
        <translation>Allinea scene</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="90" />
        <source>Prepare</source>
        <translation>Prepara</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="91" />
        <source>Co-registers scenes of different dates with one of them, to parts of a pixel, on one grid.</source>
        <translation>Sovrappone scene di date diverse a una di esse, con precisione inferiore al pixel, su una sola griglia.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="92" />
        <source>Each scene is displaced, turned or bent as a whole until its local contrast correlates best with that of the reference (enhanced correlation coefficient, Evangelidis and Psarakis 2008). Neither brightness nor contrast of the images matters. Scenes may lie on different grids; all come out on the grid of the reference, resampled once. All bands of a file move together, and classes keep their values.

What moves by itself, such as glaciers, must not decide how images lie: mark it, or the stable ground, with a mask. Then displacements between the aligned scenes are movements of the ground, see “Surface velocity”.

A scene that correlates too little or would have to move too far is left out, and the log says why. How far stable ground was and is displaced is measured independently in windows, and told in metres.</source>
        <translation>Ogni scena viene spostata, ruotata o deformata nel suo insieme finché il suo contrasto locale si correla al meglio con quello della scena di riferimento (enhanced correlation coefficient, Evangelidis e Psarakis 2008). Né la luminosità né il contrasto delle immagini contano. Le scene possono trovarsi su griglie diverse; tutte vengono portate sulla griglia di riferimento, ricampionate una sola volta. Tutte le bande di un file si muovono insieme e le classi mantengono i loro valori.

Ciò che si muove da sé, come i ghiacciai, non deve decidere la posizione delle immagini: indicarlo, o indicare il terreno stabile, con una maschera. Gli spostamenti tra le scene allineate sono allora movimenti del terreno, vedere “Velocità superficiale”.

Una scena che si correla troppo poco o che dovrebbe spostarsi troppo viene esclusa, e il registro ne dice il motivo. Lo spostamento del terreno stabile, prima e dopo, è misurato in modo indipendente in finestre ed espresso in metri.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="107" />
        <source>Scenes of different dates: files of one date each, with one or several bands, or series with a band for each date; or a folder, whose GeoTIFF and NetCDF files are taken.</source>
        <translation>Scene di date diverse: file di una data ciascuno, con una o più bande, oppure serie con una banda per data; oppure una cartella, di cui vengono presi i file GeoTIFF e NetCDF.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="113" />
        <source>Reference</source>
        <translation>Riferimento</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="114" />
        <source>The scene that the others are aligned with, and whose grid they get. Empty: the one of the scenes that lacks the fewest pixels.</source>
        <translation>La scena a cui vengono allineate le altre e di cui ricevono la griglia. Vuoto: quella a cui mancano meno pixel.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="121" />
        <source>Motion</source>
        <translation>Movimento</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="123" />
        <source>What may be done to a scene: “translation” displaces it, “euclidean” also turns it, “affine” also stretches and shears it. The simplest that fits is the safest.</source>
        <translation>Che cosa si può fare a una scena: “translation” la sposta, “euclidean” la ruota anche, “affine” la allunga e la inclina anche. Il più semplice che basta è il più sicuro.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="129" />
        <source>Polygons or a raster. Only stable ground decides how scenes lie. Empty: all ground counts.</source>
        <translation>Poligoni o un raster. Solo il terreno stabile decide la posizione delle scene. Vuoto: conta tutto il terreno.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="133" />
        <source>Resampling</source>
        <translation>Ricampionamento</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="135" />
        <source>How values between the pixels of a scene are found. Classes get the nearest value.</source>
        <translation>Come si trovano i valori tra i pixel di una scena. Le classi ricevono il valore più vicino.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="142" />
        <source>Load the results</source>
        <translation>Carica i risultati</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="143" />
        <source>Add the aligned scenes to the project as layers when the algorithm has finished.</source>
        <translation>Aggiungere al progetto le scene allineate come layer quando l'algoritmo ha finito.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="147" />
        <source>Folder for the aligned scenes</source>
        <translation>Cartella per le scene allineate</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="148" />
        <source>A GeoTIFF is written into it for each file, under the same name.</source>
        <translation>Vi viene scritto un GeoTIFF per ogni file, con lo stesso nome.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="151" />
        <source>A page with the motion of every scene, what is left of it, and pictures before and after.</source>
        <translation>Una pagina con il movimento di ogni scena, ciò che ne resta e immagini prima e dopo.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="153" />
        <source>Aligned scenes</source>
        <translation>Scene allineate</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="161" />
        <source>Largest displacement (cells)</source>
        <translation>Spostamento massimo (celle)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="162" />
        <source>A scene a corner of which would have to move farther is left out.</source>
        <translation>Una scena di cui un angolo dovrebbe spostarsi di più viene esclusa.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="166" />
        <source>Least correlation</source>
        <translation>Correlazione minima</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="167" />
        <source>A scene whose slopes correlate less with those of the reference, when aligned, is left out.</source>
        <translation>Una scena i cui gradienti, dopo l'allineamento, si correlano meno con quelli del riferimento viene esclusa.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="171" />
        <source>Value without data</source>
        <translation>Valore senza dati</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="172" />
        <source>Stands for no value where the files do not say so, such as 0 around Landsat scenes. Empty: what the files say.</source>
        <translation>Indica l'assenza di un valore dove i file non lo dicono, come 0 intorno alle scene Landsat. Vuoto: ciò che dicono i file.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="197" />
        <source>The reference is {}.</source>
        <translation>Il riferimento è {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="206" />
        <source>None of the scenes could be aligned with {}: {}. Choose another reference or band.</source>
        <translation>Nessuna delle scene si è potuta allineare con {}: {}. Scegliere un altro riferimento o un'altra banda.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="239" />
        <source>“Scenes” holds one scene. Choose two or more, or a reference.</source>
        <translation>“Scene” contiene una sola scena. Sceglierne due o più, oppure un riferimento.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="245" />
        <source>“Scenes” holds nothing but the reference.</source>
        <translation>“Scene” non contiene altro che il riferimento.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="259" />
        <source>“Reference”: {} is no raster that QGIS can open.</source>
        <translation>“Riferimento”: {} non è un raster che QGIS può aprire.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="285" />
        <source>too few pixels in common with the reference</source>
        <translation>troppo pochi pixel in comune con il riferimento</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="287" />
        <source>correlation {:.2f}, less than {:g}</source>
        <translation>correlazione {:.2f}, inferiore a {:g}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="289" />
        <source>displaced by {:.1f} cells, more than {:g}</source>
        <translation>spostata di {:.1f} celle, più di {:g}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="327" />
        <source>cells</source>
        <translation>celle</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="330" />
        <source>{} is left out: {}.</source>
        <translation>{} è esclusa: {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="332" />
        <source>{}: displaced by {:.2f} {unit} east and {:.2f} {unit} north, correlation {:.3f}</source>
        <translation>{}: spostata di {:.2f} {unit} a est e {:.2f} {unit} a nord, correlazione {:.3f}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="338" />
        <source>The motion was found on cells {} times as long, to keep to the memory limit.</source>
        <translation>Il movimento è stato trovato su celle {} volte più lunghe, per rispettare il limite di memoria.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="344" />
        <source>{}: stable ground lies worse than before. Look at the pictures of the report.</source>
        <translation>{}: il terreno stabile è posizionato peggio di prima. Osservare le immagini del report.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="353" />
        <source>no window lies on stable ground, so that what displacement is left could not be measured.</source>
        <translation>nessuna finestra si trova sul terreno stabile, perciò non si è potuto misurare lo spostamento che resta.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="355" />
        <source>none of the {} windows on stable ground was found again, so that what displacement is left could not be measured.</source>
        <translation>nessuna delle {} finestre sul terreno stabile è stata ritrovata, perciò non si è potuto misurare lo spostamento che resta.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="360" />
        <source>stable ground was displaced by {:.2f} {unit}, {:.2f} {unit} are left ({} of {} windows).</source>
        <translation>il terreno stabile era spostato di {:.2f} {unit}, ne restano {:.2f} {unit} ({} di {} finestre).</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="362" />
        <source>stable ground is displaced by {:.2f} {unit} ({} of {} windows); before, none was found.</source>
        <translation>il terreno stabile è spostato di {:.2f} {unit} ({} di {} finestre); prima non ne era stata trovata nessuna.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="510" />
        <source>{} aligned</source>
        <translation>{} allineata</translation>
    </message>
</context><context>
    <name>BuildSeries</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/build_series.py" line="32" />
        <source>Build series</source>
        <translation>Crea serie</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/build_series.py" line="33" />
        <source>Prepare</source>
        <translation>Prepara</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/build_series.py" line="34" />
        <source>Makes one dated, regular series of single-date rasters, a dated stack or a NetCDF file.</source>
        <translation>Crea una serie datata e regolare da raster di singole date, da uno stack datato o da un file NetCDF.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/build_series.py" line="35" />
        <source>The result is a GeoTIFF with one band for every period of the calendar, named by its date. Periods without data are there as empty bands, so that gaps are seen and can be filled. Values are not resampled.

Dates are taken from file names (20100131, 2010-01, 2010_031, 2010001-2010031 and the like), from tags, or from the time axis of a NetCDF file, unless you give them.</source>
        <translation>Il risultato è un GeoTIFF con una banda per ogni periodo del calendario, denominata con la sua data. I periodi senza dati sono presenti come bande vuote, in modo che le lacune si vedano e si possano riempire. I valori non vengono ricampionati.

Le date sono ricavate dai nomi dei file (20100131, 2010-01, 2010_031, 2010001-2010031 e simili), dai tag o dall'asse temporale di un file NetCDF, a meno che non siano indicate.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/build_series.py" line="47" />
        <source>Rasters</source>
        <translation>Raster</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/build_series.py" line="48" />
        <source>One raster for each date, all on the same grid; or a single stack or NetCDF file; or a folder, whose GeoTIFF and NetCDF files are taken.</source>
        <translation>Un raster per ogni data, tutti sulla stessa griglia; oppure un solo stack o file NetCDF; oppure una cartella, di cui si usano i file GeoTIFF e NetCDF.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/build_series.py" line="54" />
        <source>Dates</source>
        <translation>Date</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/build_series.py" line="55" />
        <source>How to read the dates where they cannot be detected: a pattern of the file names such as %Y%m%d or %Y_%j, or the dates themselves, separated by commas, in the order of the rasters or bands.</source>
        <translation>Come leggere le date quando non possono essere rilevate: un modello dei nomi dei file come %Y%m%d o %Y_%j, oppure le date stesse, separate da virgole, nell'ordine dei raster o delle bande.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/build_series.py" line="64" />
        <source>Reference period</source>
        <translation>Periodo di riferimento</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/build_series.py" line="65" />
        <source>Years or months whose mean is subtracted from every cell, such as 2004-01/2009-12, so that the series holds anomalies. Empty: values stay as they are.</source>
        <translation>Anni o mesi la cui media viene sottratta da ogni cella, come 2004-01/2009-12, in modo che la serie contenga anomalie. Vuoto: i valori restano come sono.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/build_series.py" line="72" />
        <source>Series</source>
        <translation>Serie</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/build_series.py" line="72" />
        <source>The series, a GeoTIFF with a band for each epoch.</source>
        <translation>La serie, un GeoTIFF con una banda per ogni epoca.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/build_series.py" line="94" />
        <source>{} epochs (cadence: {}), {} of them missing.</source>
        <translation>{} epoche (cadenza: {}), di cui {} mancanti.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/build_series.py" line="116" />
        <source>{} series</source>
        <translation>{} serie</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/build_series.py" line="135" />
        <source>“Rasters” is empty, or none of its entries could be opened.</source>
        <translation>“Raster” è vuoto, oppure nessuna delle sue voci può essere aperta.</translation>
    </message>
</context><context>
    <name>CalendarStrip</name>
    <message>
        <location filename="../../geogap_plugin/gui/calendar_strip.py" line="39" />
        <source>Calendar of the series</source>
        <translation>Calendario della serie</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/calendar_strip.py" line="101" />
        <source>{}: there, missing pixels not counted yet</source>
        <translation>{}: presente, pixel mancanti non ancora contati</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/calendar_strip.py" line="103" />
        <source>{}: complete</source>
        <translation>{}: completa</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/calendar_strip.py" line="105" />
        <source>{}: missing</source>
        <translation>{}: mancante</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/calendar_strip.py" line="106" />
        <source>{}: {:.1%} of the cells missing</source>
        <translation>{}: {:.1%} delle celle mancanti</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/calendar_strip.py" line="219" />
        <source>No series</source>
        <translation>Nessuna serie</translation>
    </message>
</context><context>
    <name>CellReader</name>
    <message>
        <location filename="../../geogap_plugin/gui/readings.py" line="93" />
        <source>Reading series</source>
        <translation>Lettura della serie</translation>
    </message>
</context><context>
    <name>Companions</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/companions.py" line="41" />
        <source>“{}” ({}) does not lie on the grid of the series: {}.</source>
        <translation>“{}” ({}) non coincide con la griglia della serie: {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/companions.py" line="47" />
        <source>“{}” ({}) has {} epochs from {} to {}, the series {} from {} to {}. Choose one with the same dates.</source>
        <translation>“{}” ({}) ha {} epoche da {} a {}, la serie {} da {} a {}. Scegliere dati con le stesse date.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/companions.py" line="54" />
        <source>“{}” ({}) is in “{}”, the series in “{}”. Choose the one that belongs to the series.</source>
        <translation>“{}” ({}) è in “{}”, la serie in “{}”. Scegliere i dati che appartengono alla serie.</translation>
    </message>
</context><context>
    <name>CompareSeries</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="66" />
        <source>Compare series</source>
        <translation>Confronta serie</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="67" />
        <source>Judge</source>
        <translation>Valuta</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="68" />
        <source>Compares two series cell by cell and by region: correlation, efficiency, RMSE and bias.</source>
        <translation>Confronta due serie cella per cella e per regione: correlazione, efficienza, RMSE e bias.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="69" />
        <source>A is the reference, B the series that is judged by it. Epochs are matched on the calendar of A; where B has several dates in one period, they are averaged. Units of length, height of water, temperature and shares are converted into that of A. If the grids differ, B is resampled onto that of A: averaged where its cells are smaller, interpolated bilinearly where they are larger.

The raster has a band each for Pearson's correlation (PCC), the Nash-Sutcliffe efficiency (NSE), the Kling-Gupta efficiency (KGE), the root mean squared error (RMSE) and the bias (B less A). The table gives the same of the area-weighted mean series, of all cells and of every region.

Only epochs at which a cell has both values count, at least three.</source>
        <translation>A è il riferimento, B la serie che viene valutata rispetto ad esso. Le epoche sono abbinate sul calendario di A; dove B ha più date in un periodo, se ne fa la media. Le unità di lunghezza, altezza d'acqua, temperatura e frazione sono convertite in quella di A. Se le griglie sono diverse, B viene ricampionata su quella di A: con la media dove le sue celle sono più piccole, con l'interpolazione bilineare dove sono più grandi.

Il raster ha una banda ciascuna per la correlazione di Pearson (PCC), l'efficienza di Nash-Sutcliffe (NSE), l'efficienza di Kling-Gupta (KGE), la radice dell'errore quadratico medio (RMSE) e il bias (B meno A). La tabella riporta gli stessi valori per le serie medie pesate con l'area, di tutte le celle e di ogni regione.

Contano solo le epoche in cui una cella ha entrambi i valori, almeno tre.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="84" />
        <source>Reference series (A)</source>
        <translation>Serie di riferimento (A)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="85" />
        <source>The series that the other is judged by: a raster with dated bands or a NetCDF file.</source>
        <translation>La serie rispetto alla quale si valuta l'altra: un raster con bande datate o un file NetCDF.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="88" />
        <source>Compared series (B)</source>
        <translation>Serie confrontata (B)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="89" />
        <source>The series that is judged.</source>
        <translation>La serie che viene valutata.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="91" />
        <source>Polygons whose mean series are compared, too.</source>
        <translation>Poligoni le cui serie medie vengono anch'esse confrontate.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="93" />
        <source>Reference period</source>
        <translation>Periodo di riferimento</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="94" />
        <source>Years or months, such as 2004-01/2009-12. The mean of the common epochs in it is subtracted from every cell of both series, so that anomalies against different periods can be compared. Empty: values stay as they are.</source>
        <translation>Anni o mesi, come 2004-01/2009-12. La media delle epoche comuni in questo periodo viene sottratta da ogni cella di entrambe le serie, in modo da poter confrontare anomalie riferite a periodi diversi. Vuoto: i valori restano come sono.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="102" />
        <source>Variable of B</source>
        <translation>Variabile di B</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="103" />
        <source>Name of the variable in a NetCDF file with several. Empty: the only one with a time axis.</source>
        <translation>Nome della variabile in un file NetCDF che ne contiene più di una. Vuoto: l'unica con un asse temporale.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="107" />
        <source>Agreement</source>
        <translation>Concordanza</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="107" />
        <source>A raster with the bands PCC, NSE, KGE, RMSE and bias.</source>
        <translation>Un raster con le bande PCC, NSE, KGE, RMSE e bias.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="112" />
        <source>Agreement of the means</source>
        <translation>Concordanza delle medie</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="117" />
        <source>A table of the metrics of the area-weighted mean series, of all cells and of every region.</source>
        <translation>Una tabella delle metriche delle serie medie pesate con l'area, di tutte le celle e di ogni regione.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="119" />
        <source>A page with maps of the metrics and both mean series.</source>
        <translation>Una pagina con le mappe delle metriche e le due serie medie.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="120" />
        <source>Number of common epochs</source>
        <translation>Numero di epoche comuni</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="122" />
        <source>{} of the means</source>
        <translation>{} delle medie</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="156" />
        <source>The two series have {} common epochs, and {} are needed: A reaches from {} to {}, B from {} to {}. Choose series of the same time, or set the cadence.</source>
        <translation>Le due serie hanno {} epoche comuni e ne servono {}: A va da {} a {}, B da {} a {}. Scegliere serie dello stesso periodo o impostare la cadenza.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="163" />
        <source>The reference period lies outside the common epochs of the two series.</source>
        <translation>Il periodo di riferimento è fuori dalle epoche comuni delle due serie.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="165" />
        <source>{} common epochs from {} to {}.</source>
        <translation>{} epoche comuni da {} a {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="168" />
        <source>B was resampled onto the grid of A ({}).</source>
        <translation>B è stata ricampionata sulla griglia di A ({}).</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="183" />
        <source>All cells</source>
        <translation>Tutte le celle</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="189" />
        <source>{} against {}</source>
        <translation>{} rispetto a {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="228" />
        <source>{} has no unit; its values are taken to be in {}.</source>
        <translation>{} non ha unità; si assume che i suoi valori siano in {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="236" />
        <source>B was converted from {} into {} (× {:g} + {:g}).</source>
        <translation>B è stata convertita da {} in {} (× {:g} + {:g}).</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="246" />
        <source>B has a cadence of one {}; it was averaged to one {}.</source>
        <translation>La cadenza di B è {}; ne è stata fatta la media alla cadenza {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="249" />
        <source>A has a cadence of one {}, B one of one {}. Exchange A and B, or set the cadence to “{}” and duplicates to “mean”, so that A is averaged.</source>
        <translation>La cadenza di A è {}, quella di B è {}. Scambiare A e B, oppure impostare la cadenza su “{}” e i duplicati su “mean”, in modo che di A si faccia la media.</translation>
    </message>
</context><context>
    <name>CredentialsDialog</name>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="85" />
        <source>Credentials for {}</source>
        <translation>Credenziali per {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="87" />
        <source>What is wrong</source>
        <translation>Che cosa non va</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="112" />
        <source>Access key</source>
        <translation>Chiave di accesso</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="112" />
        <source>Secret key</source>
        <translation>Chiave segreta</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="114" />
        <source>Personal access token</source>
        <translation>Token di accesso personale</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="117" />
        <source>Address</source>
        <translation>Indirizzo</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="118" />
        <source>Header</source>
        <translation>Intestazione</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="121" />
        <location filename="../../geogap_plugin/gui/credentials.py" line="119" />
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="125" />
        <source>An account is free: {}.</source>
        <translation>L'account è gratuito: {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="126" />
        <source>What you enter is kept in QGIS's authentication manager, encrypted with your master password.</source>
        <translation>Ciò che viene inserito è conservato nel gestore dell'autenticazione di QGIS, cifrato con la password principale.</translation>
    </message>
</context><context>
    <name>CredentialsPanel</name>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="62" />
        <source>Needs none</source>
        <translation>Non necessarie</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="64" />
        <source>From the environment: {}</source>
        <translation>Dalle variabili d'ambiente: {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="67" />
        <source>None</source>
        <translation>Nessuna</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="69" />
        <source>Stored, for {}</source>
        <translation>Salvate, per {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="71" />
        <source>Stored</source>
        <translation>Salvate</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="165" />
        <source>Service</source>
        <translation>Servizio</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="165" />
        <source>Credentials</source>
        <translation>Credenziali</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="168" />
        <source>Services and their credentials</source>
        <translation>Servizi e relative credenziali</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="171" />
        <source>Set…</source>
        <translation>Imposta…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="172" />
        <source>Remove…</source>
        <translation>Rimuovi…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="173" />
        <source>Test Connection</source>
        <translation>Prova connessione</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="174" />
        <source>Result of the test</source>
        <translation>Risultato della prova</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="217" />
        <source>The credentials are stored. Test them with “Test Connection”.</source>
        <translation>Le credenziali sono salvate. Per provarle usare “Prova connessione”.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="221" />
        <source>Remove the credentials for {} from QGIS's authentication manager?</source>
        <translation>Rimuovere le credenziali per {} dal gestore dell'autenticazione di QGIS?</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="224" />
        <source>Remove Credentials</source>
        <translation>Rimuovi credenziali</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="233" />
        <source>The credentials are removed.</source>
        <translation>Le credenziali sono state rimosse.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="244" />
        <source>Testing the connection to {}</source>
        <translation>Prova della connessione a {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="248" />
        <source>Asking {}…</source>
        <translation>Interrogazione di {}…</translation>
    </message>
</context><context>
    <name>DataStep</name>
    <message>
        <location filename="../../geogap_plugin/gui/data_step.py" line="39" />
        <source>2  Data</source>
        <translation>2  Dati</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/data_step.py" line="40" />
        <source>Step 2, data</source>
        <translation>Passo 2, dati</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/data_step.py" line="44" />
        <source>Choose a series</source>
        <translation>Scegliere una serie</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/data_step.py" line="45" />
        <source>Series</source>
        <translation>Serie</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/data_step.py" line="46" />
        <source>A raster layer with one band for each date</source>
        <translation>Un layer raster con una banda per ogni data</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/data_step.py" line="52" />
        <source>Fetch…</source>
        <translation>Scarica…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/data_step.py" line="59" />
        <source>Build Series of Single Rasters…</source>
        <translation>Crea serie da singoli raster…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/data_step.py" line="62" />
        <source>Open File…</source>
        <translation>Apri file…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/data_step.py" line="62" />
        <source>A GeoTIFF or NetCDF file</source>
        <translation>Un file GeoTIFF o NetCDF</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/data_step.py" line="64" />
        <source>Fetch</source>
        <translation>Scarica</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/data_step.py" line="64" />
        <source>Download a series, or build one</source>
        <translation>Scarica una serie o ne crea una</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/data_step.py" line="66" />
        <source>The series in words</source>
        <translation>Descrizione della serie</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/data_step.py" line="82" />
        <source>Open a series</source>
        <translation>Apri serie</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/data_step.py" line="82" />
        <source>Series ({});;All files (*)</source>
        <translation>Serie ({});;Tutti i file (*)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/data_step.py" line="104" />
        <source>{}{} epochs (cadence: {}), {} to {}, {} × {} cells{}</source>
        <translation>{}{} epoche (cadenza: {}), da {} a {}, {} × {} celle{}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/data_step.py" line="116" />
        <source>Reading…</source>
        <translation>Lettura…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/data_step.py" line="118" />
        <source>A raster with one band for each date, or a NetCDF file with a time axis.</source>
        <translation>Un raster con una banda per ogni data, oppure un file NetCDF con un asse temporale.</translation>
    </message>
</context><context>
    <name>ExportNetcdf</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="40" />
        <source>Export NetCDF</source>
        <translation>Esporta NetCDF</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="41" />
        <source>Use</source>
        <translation>Usa</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="42" />
        <source>Writes a series, its uncertainty and its flags into one CF NetCDF file for other programs.</source>
        <translation>Scrive una serie, la sua incertezza e i suoi flag in un unico file NetCDF CF per altri programmi.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="43" />
        <source>The file is NetCDF-4 after the CF conventions 1.8, with the discovery attributes of ACDD 1.3: dated epochs with the periods that they stand for, latitude and longitude or the coordinates of the projection with their bounds, the coordinate reference system, units as UDUNITS spells them, flags with their meanings, and where the values come from. Values are written bit by bit as they are; nothing is resampled or put onto another calendar.

For a projection that the conventions have no name for, latitude and longitude of every cell are written, too.</source>
        <translation>Il file è un NetCDF-4 secondo le convenzioni CF 1.8, con gli attributi di ricerca ACDD 1.3: epoche datate con i periodi che rappresentano, latitudine e longitudine oppure le coordinate della proiezione con i loro limiti, il sistema di riferimento delle coordinate, unità scritte secondo UDUNITS, flag con il loro significato e provenienza dei valori. I valori sono scritti bit per bit come sono; nulla viene ricampionato o portato su un altro calendario.

Per una proiezione che nelle convenzioni non ha un nome, si scrivono anche la latitudine e la longitudine di ogni cella.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="58" />
        <source>Uncertainty</source>
        <translation>Incertezza</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="59" />
        <source>The uncertainty that “Fill series” wrote beside the series: the same grid, dates and unit.</source>
        <translation>L'incertezza che “Riempi serie” ha scritto accanto alla serie: stessa griglia, stesse date e stessa unità.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="62" />
        <source>Flags</source>
        <translation>Flag</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="63" />
        <source>The flags that “Fill series” wrote beside the series: the same grid and dates.</source>
        <translation>I flag che “Riempi serie” ha scritto accanto alla serie: stessa griglia e stesse date.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="66" />
        <source>Unit</source>
        <translation>Unità</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="66" />
        <source>As UDUNITS spells it, such as cm or degC. Empty: the input's unit.</source>
        <translation>Come la scrive UDUNITS, per esempio cm o degC. Vuoto: l'unità del dato in ingresso.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="67" />
        <source>Title</source>
        <translation>Titolo</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="67" />
        <source>Title of the file. Empty: made from the variable and the period.</source>
        <translation>Titolo del file. Vuoto: composto dalla variabile e dal periodo.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="68" />
        <source>Institution</source>
        <translation>Istituzione</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="68" />
        <source>Who publishes the file. Empty: what the input says.</source>
        <translation>Chi pubblica il file. Vuoto: quanto indicato dal dato in ingresso.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="75" />
        <source>NetCDF file</source>
        <translation>File NetCDF</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="75" />
        <source>NetCDF files (*.nc)</source>
        <translation>File NetCDF (*.nc)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="77" />
        <source>The file to write; its name ends with .nc.</source>
        <translation>Il file da scrivere; il suo nome termina con .nc.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="138" />
        <source>{} epochs of “{}” written to {}.</source>
        <translation>{} epoche di “{}” scritte in {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="174" />
        <source>UNIT: “{}” is no unit that UDUNITS knows. Write for example cm, degC, kg m-2, mm day-1 or 1.</source>
        <translation>UNIT: “{}” non è un'unità nota a UDUNITS. Scrivere per esempio cm, degC, kg m-2, mm day-1 o 1.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="180" />
        <source>The series is in “{}”, which is no unit that UDUNITS knows, so that the file states none. Give the parameter UNIT to state one.</source>
        <translation>La serie è in “{}”, che non è un'unità nota a UDUNITS, quindi il file non ne riporta alcuna. Per indicarne una usare il parametro UNIT.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="185" />
        <source>The series states no unit, and neither does the file. Give the parameter UNIT to state one.</source>
        <translation>La serie non riporta un'unità, e quindi nemmeno il file. Per indicarne una usare il parametro UNIT.</translation>
    </message>
</context><context>
    <name>FetchAlgorithm</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetching.py" line="48" />
        <source>Fetch</source>
        <translation>Scarica</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetching.py" line="59" />
        <source>Empty: the credentials that are stored in Settings › Options › GeoGap.</source>
        <translation>Vuoto: le credenziali salvate in Impostazioni › Opzioni › GeoGap.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetching.py" line="61" />
        <source>Authentication</source>
        <translation>Autenticazione</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetching.py" line="67" />
        <source>About so much to download (MB)</source>
        <translation>Quantità approssimativa da scaricare (MB)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetching.py" line="71" />
        <source>Manifest</source>
        <translation>Manifesto</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetching.py" line="88" />
        <source>“{}” is no date. Write it as 2010-01-31.</source>
        <translation>“{}” non è una data. Scriverla come 2010-01-31.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetching.py" line="111" />
        <source>“{}”, {}, comes after the last, {}.</source>
        <translation>“{}”, {}, viene dopo l'ultima data, {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetching.py" line="180" />
        <source>{} of {} files downloaded ({:,.1f} MB), the others were in {}.</source>
        <translation>{} file su {} scaricati ({:,.1f} MB), gli altri erano in {}.</translation>
    </message>
</context><context>
    <name>FetchDialog</name>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="67" />
        <source>Fetch Data</source>
        <translation>Scarica dati</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="96" />
        <source>About the product</source>
        <translation>Informazioni sul prodotto</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="97" />
        <source>Credentials</source>
        <translation>Credenziali</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="99" />
        <source>Credentials…</source>
        <translation>Credenziali…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="99" />
        <source>Opens GeoGap's page in the options of QGIS</source>
        <translation>Apre la pagina di GeoGap nelle opzioni di QGIS</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="105" />
        <source>No region yet</source>
        <translation>Ancora nessuna regione</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="196" />
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="106" />
        <source>Region</source>
        <translation>Regione</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="111" />
        <source>Panel's Region</source>
        <translation>Regione del pannello</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="111" />
        <source>Take the region of the GeoGap panel</source>
        <translation>Usa la regione del pannello di GeoGap</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="114" />
        <source>Map View</source>
        <translation>Vista mappa</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="114" />
        <source>Take what the map shows</source>
        <translation>Usa ciò che mostra la mappa</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="116" />
        <source>First day</source>
        <translation>Primo giorno</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="116" />
        <source>Last day</source>
        <translation>Ultimo giorno</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="131" />
        <source>Most clouds, per cent</source>
        <translation>Nuvole massime, per cento</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="136" />
        <source>Address of the catalogue</source>
        <translation>Indirizzo del catalogo</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="209" />
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="137" />
        <source>Collection</source>
        <translation>Collezione</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="210" />
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="138" />
        <source>Bands</source>
        <translation>Bande</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="211" />
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="143" />
        <source>Variables</source>
        <translation>Variabili</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="147" />
        <source>That of the scenes</source>
        <translation>Quella delle scene</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="149" />
        <source>Resolution, in the units of the scenes' coordinate reference system</source>
        <translation>Risoluzione, nelle unità del sistema di riferimento delle coordinate delle scene</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="151" />
        <source>In the units of the scenes' coordinate reference system</source>
        <translation>Nelle unità del sistema di riferimento delle coordinate delle scene</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="155" />
        <source>A temporary folder, gone when QGIS ends</source>
        <translation>Una cartella temporanea, eliminata alla chiusura di QGIS</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="156" />
        <source>Folder for what is fetched</source>
        <translation>Cartella per i dati scaricati</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="295" />
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="159" />
        <source>Search</source>
        <translation>Cerca</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="165" />
        <source>Tick All</source>
        <translation>Spunta tutto</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="166" />
        <source>Untick All</source>
        <translation>Togli tutte le spunte</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="169" />
        <source>Size</source>
        <translation>Dimensione</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="171" />
        <source>What is wrong</source>
        <translation>Che cosa non va</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="173" />
        <source>Add to Queue</source>
        <translation>Aggiungi alla coda</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="175" />
        <source>Fetches in the background, after what is queued</source>
        <translation>Scarica in background, dopo ciò che è in coda</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="179" />
        <source>More Options…</source>
        <translation>Altre opzioni…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="179" />
        <source>The algorithm's own dialog with these choices</source>
        <translation>La finestra dell'algoritmo con queste scelte</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="197" />
        <source>Period</source>
        <translation>Periodo</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="208" />
        <source>Catalogue</source>
        <translation>Catalogo</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="212" />
        <source>Resolution</source>
        <translation>Risoluzione</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="213" />
        <source>Most clouds</source>
        <translation>Nuvole massime</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="216" />
        <source>Folder</source>
        <translation>Cartella</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="295" />
        <source>Estimate Size</source>
        <translation>Stima dimensione</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="325" />
        <source>Click the first month, then the last</source>
        <translation>Fare clic sul primo mese, poi sull'ultimo</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="340" />
        <source>No account is needed.</source>
        <translation>Non serve alcun account.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="349" />
        <source>No credentials are stored for a catalogue of your own; many need none.</source>
        <translation>Per un catalogo proprio non sono memorizzate credenziali; molti non ne richiedono.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="352" />
        <source>Needs an account: no credentials for {} are stored.</source>
        <translation>Serve un account: non ci sono credenziali salvate per {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="385" />
        <source>No region yet: draw one on the map (the menu beside “Region”), or take the view of a map.</source>
        <translation>Ancora nessuna regione: disegnarne una sulla mappa (il menu accanto a “Regione”) o prendere la vista di una mappa.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="450" />
        <source>Something else was chosen meanwhile: search again.</source>
        <translation>Nel frattempo le scelte sono cambiate: ripetere la ricerca.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="456" />
        <source>Click a date to choose its scenes</source>
        <translation>Fare clic su una data per scegliere le sue scene</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="501" />
        <source>{} %</source>
        <translation>{} %</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="536" />
        <source>About {} for the whole product, which is downloaded once and kept in the cache.</source>
        <translation>Circa {} per l'intero prodotto, che viene scaricato una volta sola e conservato nella cache.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="540" />
        <source>“Estimate Size” asks the service how much it would be.</source>
        <translation>“Stima dimensione” chiede al servizio quanto sarebbe grande il download.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="541" />
        <source>About {} to download.</source>
        <translation>Circa {} da scaricare.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="544" />
        <source>“Search” lists the scenes of the region and the period.</source>
        <translation>“Cerca” elenca le scene della regione e del periodo.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="545" />
        <source>Scenes: {} of {}. Dates: {}. To read, before compression: about {}.</source>
        <translation>Scene: {} su {}. Date: {}. Da leggere, prima della compressione: circa {}.</translation>
    </message>
</context><context>
    <name>FetchEcostress</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="64" />
        <source>Fetch ECOSTRESS land surface temperature</source>
        <translation>Scarica temperatura superficiale del suolo ECOSTRESS</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="65" />
        <source>Turns ECOSTRESS scenes of a region (70 m, Kelvin) into a series with a date and time for every overpass.</source>
        <translation>Trasforma le scene ECOSTRESS di una regione (70 m, Kelvin) in una serie con data e ora di ogni passaggio.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="68" />
        <source>ECOSTRESS looks from the International Space Station at any hour of day and night, every few days and at no fixed time, between 54 degrees south and north, since July 2018. The tiles of the product ECO_L2T_LSTE are looked up in NASA's catalogue; only the part of each that lies in the region is read. The tiles of one overpass become one band, named by the time of the view (UTC); two overpasses of one day stay apart, and so do day and night.

Left out, pixel by pixel and before anything is resampled: clouds and what was not observed (cloud layer); what the quality layer calls not produced (mandatory flags 2 and 3; with “best”, the degraded pixels of flag 1 too; these flags say nothing of clouds); water, if you want; and temperatures that cannot be, below 200 K or above 370 K, which are counted. In “Quality layers” you may say it otherwise, for instance “cloud: 1-255; QC: bits 0-1 = 2, 3, bits 14-15 = 0; LST: outside 250-400”, which also leaves out errors above 2 K.

Without another grid, cells are the pixels of the tile that covers most of the region: there, values stay as they are. Tiles do not share their pixels, and regions may reach into another UTM zone: the others are resampled.

There are several versions of the product; the newest does not reach back to the beginning yet. Each tile is taken in the newest version that there is of it; a warning says when a series has several. A tile that was processed several times counts once.

{token} Looking with “List only” needs no account.

What has been fetched is kept in a cache: a run that failed or was cancelled goes on where it stopped. A file NAME.manifest.json beside the series says what was fetched, from where, under which licence, and how to cite it.</source>
        <translation>ECOSTRESS osserva dalla Stazione Spaziale Internazionale a qualsiasi ora del giorno e della notte, ogni pochi giorni e a orari non fissi, tra 54 gradi sud e nord, da luglio 2018. I tile del prodotto ECO_L2T_LSTE vengono cercati nel catalogo della NASA; di ciascuno si legge solo la parte che si trova nella regione. I tile di un passaggio diventano un'unica banda, denominata con l'istante dell'osservazione (UTC); due passaggi dello stesso giorno restano separati, e così il giorno e la notte.

Sono esclusi, pixel per pixel e prima di qualsiasi ricampionamento: le nuvole e ciò che non è stato osservato (layer delle nuvole); ciò che il layer di qualità indica come non prodotto (flag obbligatori 2 e 3; con “best” anche i pixel degradati del flag 1; questi flag non dicono nulla sulle nuvole); l'acqua, se richiesto; e le temperature impossibili, sotto 200 K o sopra 370 K, che vengono contate. In “Layer di qualità” si possono dare altre indicazioni, per esempio “cloud: 1-255; QC: bits 0-1 = 2, 3, bits 14-15 = 0; LST: outside 250-400”, che esclude anche gli errori superiori a 2 K.

Senza un'altra griglia, le celle sono i pixel del tile che copre la maggior parte della regione: lì i valori restano come sono. I tile non hanno pixel in comune e le regioni possono estendersi in un'altra zona UTM: gli altri tile vengono ricampionati.

Esistono più versioni del prodotto; la più recente non arriva ancora fino all'inizio. Ogni tile è preso nella sua versione più recente; un avviso segnala quando una serie ne contiene più di una. Un tile elaborato più volte conta una volta sola.

{token} Per guardare con “Solo elenco” non serve alcun account.

Ciò che è stato scaricato è conservato in una cache: un'esecuzione non riuscita o annullata riprende da dove si era fermata. Un file NAME.manifest.json accanto alla serie riporta che cosa è stato scaricato, da dove, con quale licenza e come citarlo.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="99" />
        <source>Day or night</source>
        <translation>Giorno o notte</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="99" />
        <source>By the flag of the catalogue.</source>
        <translation>In base al flag del catalogo.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="102" />
        <source>Quality</source>
        <translation>Qualità</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="104" />
        <source>“nominal” takes what was produced, “best” what was produced without degradation, “any” everything.</source>
        <translation>“nominal” prende ciò che è stato prodotto, “best” ciò che è stato prodotto senza degradazione, “any” tutto.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="109" />
        <source>Leave out clouds</source>
        <translation>Escludi nuvole</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="109" />
        <source>By the cloud layer of the product.</source>
        <translation>In base al layer delle nuvole del prodotto.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="110" />
        <source>Leave out water</source>
        <translation>Escludi acqua</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="110" />
        <source>By the water layer of the product.</source>
        <translation>In base al layer dell'acqua del prodotto.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="115" />
        <source>Least cover (%)</source>
        <translation>Copertura minima (%)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="116" />
        <source>Overpasses that leave fewer cells of the region with a value are not written. 0 writes empty ones too.</source>
        <translation>I passaggi che lasciano un valore in meno celle della regione non vengono scritti. 0 scrive anche quelli vuoti.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="122" />
        <source>An authentication configuration of QGIS with a NASA Earthdata token: type API Header, header “Authorization”, value “Bearer ” and the token. Without a window, the environment variable EARTHDATA_TOKEN does as well.</source>
        <translation>Una configurazione di autenticazione di QGIS con un token NASA Earthdata: tipo API Header, intestazione “Authorization”, valore “Bearer ” e il token. Senza interfaccia grafica basta anche la variabile d'ambiente EARTHDATA_TOKEN.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="131" />
        <source>Version</source>
        <translation>Versione</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="132" />
        <source>Of the product, such as 002. Empty: the newest that there is of each tile.</source>
        <translation>Del prodotto, per esempio 002. Vuoto: la più recente disponibile per ogni tile.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="138" />
        <source>Series</source>
        <translation>Serie</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="138" />
        <source>The series, a GeoTIFF with a band for each overpass, Kelvin.</source>
        <translation>La serie, un GeoTIFF con una banda per ogni passaggio, in Kelvin.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="142" />
        <source>Uncertainty</source>
        <translation>Incertezza</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="143" />
        <source>The product's own estimate of the error of each temperature, Kelvin.</source>
        <translation>La stima dell'errore di ogni temperatura data dal prodotto stesso, in Kelvin.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="207" />
        <source>The series mixes the versions {}; “Version” takes one alone.</source>
        <translation>La serie mescola le versioni {}; con “Versione” se ne può scegliere una sola.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="229" />
        <source>{} is two outputs of this run. Choose another name for one.</source>
        <translation>{} è indicato per due risultati di questa esecuzione. Scegliere un altro nome per uno dei due.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="239" />
        <source>{} lacks one of its layers {} and is left out.</source>
        <translation>{} è privo di uno dei suoi layer {} e viene escluso.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="248" />
        <source>No tile has the layers {}.</source>
        <translation>Nessun tile ha i layer {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="312" />
        <source>ECOSTRESS LST</source>
        <translation>ECOSTRESS LST</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="312" />
        <source>ECOSTRESS LST uncertainty</source>
        <translation>ECOSTRESS LST – incertezza</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="335" />
        <source>No tile reaches into the region.</source>
        <translation>Nessun tile raggiunge la regione.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="340" />
        <source>{} overpasses, {} of them with values in fewer than {:g} % of the cells.</source>
        <translation>{} passaggi, di cui {} con valori in meno del {:g} % delle celle.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="346" />
        <source>Clouds, or the edge of the view: the best of {} overpasses covers {:.2g} % of the region. Lower “{}”, choose another period, or mask less.</source>
        <translation>Nuvole o bordo dell'area osservata: il migliore di {} passaggi copre il {:.2g} % della regione. Diminuire “{}”, scegliere un altro periodo o mascherare di meno.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="358" />
        <source>{:,} pixels have temperatures that cannot be and were left out (usually: {}).</source>
        <translation>{:,} pixel hanno temperature impossibili e sono stati esclusi (di solito: {}).</translation>
    </message>
</context><context>
    <name>FetchGrace</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="72" />
        <source>Fetch GRACE water storage</source>
        <translation>Scarica accumulo idrico GRACE</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="73" />
        <source>Downloads GRACE and GRACE-FO water storage anomalies for a region and a period as a monthly series.</source>
        <translation>Scarica le anomalie dell'accumulo idrico terrestre di GRACE e GRACE-FO per una regione e un periodo come serie mensile.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="76" />
        <source>The newest release is looked up in the centre's catalogue, downloaded once, kept in a cache, and cut out without resampling. The unit is that of the product. Months come from the time that each solution covers; the months that no product has, between the missions and before, are there as empty bands, so that “Fill series” takes the result as it is.

Products of NASA's PO.DAAC need a free Earthdata account. {token}

A file NAME.manifest.json beside the series says what was fetched, from where, with which checksums, under which licence, and how to cite it.

Products:
{products}</source>
        <translation>La release più recente viene cercata nel catalogo del centro, scaricata una volta sola, conservata in una cache e ritagliata senza ricampionamento. L'unità è quella del prodotto. I mesi derivano dal tempo coperto da ogni soluzione; i mesi che nessun prodotto contiene, tra le missioni e prima, sono presenti come bande vuote, in modo che “Riempi serie” possa usare il risultato così com'è.

I prodotti di PO.DAAC della NASA richiedono un account Earthdata gratuito. {token}

Un file NAME.manifest.json accanto alla serie riporta che cosa è stato scaricato, da dove, con quali checksum, con quale licenza e come citarlo.

Prodotti:
{products}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="105" />
        <source>Product</source>
        <translation>Prodotto</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="107" />
        <source>Which solution of which centre; see the help for what they are.</source>
        <translation>Quale soluzione e di quale centro; la guida le descrive.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="111" />
        <source>First month</source>
        <translation>Primo mese</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="111" />
        <source>Any day of the first month. Empty: the beginning, April 2002.</source>
        <translation>Un giorno qualsiasi del primo mese. Vuoto: l'inizio, aprile 2002.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="114" />
        <source>Last month</source>
        <translation>Ultimo mese</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="114" />
        <source>Any day of the last month. Empty: the newest there is.</source>
        <translation>Un giorno qualsiasi dell'ultimo mese. Vuoto: il più recente disponibile.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="117" />
        <source>An authentication configuration of QGIS with a NASA Earthdata token: type API Header, header “Authorization”, value “Bearer ” and the token. Not needed for csr-mascons and gsfc-mascons. Without a window, the environment variable EARTHDATA_TOKEN does as well.</source>
        <translation>Una configurazione di autenticazione di QGIS con un token NASA Earthdata: tipo API Header, intestazione “Authorization”, valore “Bearer ” e il token. Non serve per csr-mascons e gsfc-mascons. Senza interfaccia grafica basta anche la variabile d'ambiente EARTHDATA_TOKEN.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="124" />
        <source>Apply scale factors</source>
        <translation>Applica i fattori di scala</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="125" />
        <source>Multiply every cell by the gain factor that comes with the JPL mascons, which restores signal below the size of a mascon. Cells without a factor become missing. Uncertainties are multiplied as well.</source>
        <translation>Moltiplica ogni cella per il fattore di guadagno fornito con i mascon JPL, che ripristina il segnale di dimensioni inferiori a un mascon. Le celle senza fattore diventano mancanti. Anche le incertezze vengono moltiplicate.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="131" />
        <source>Land only</source>
        <translation>Solo terra</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="132" />
        <source>Leave out the cells that the product's own land mask calls sea.</source>
        <translation>Esclude le celle che la maschera di terra del prodotto indica come mare.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="136" />
        <source>Series</source>
        <translation>Serie</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="136" />
        <source>The series, a GeoTIFF with a band for each month.</source>
        <translation>La serie, un GeoTIFF con una banda per ogni mese.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="140" />
        <source>Uncertainty</source>
        <translation>Incertezza</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="141" />
        <source>The product's own uncertainty, one standard deviation in its unit; not all products have one.</source>
        <translation>L'incertezza fornita dal prodotto stesso, una deviazione standard nella sua unità; non tutti i prodotti la contengono.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="145" />
        <source>Number of months</source>
        <translation>Numero di mesi</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="146" />
        <source>Number of missing months</source>
        <translation>Numero di mesi mancanti</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="165" />
        <source>{} come without what “{}” needs. Leave it off, or choose another product.</source>
        <translation>{}: mancano i dati necessari per “{}”. Disattivare l'opzione o scegliere un altro prodotto.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="207" />
        <source>Searched: {}. Files: {}.</source>
        <translation>Ricerca in: {}. File: {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="227" />
        <source>{} uncertainty</source>
        <translation>{} – incertezza</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="250" />
        <source>No month from {} to {} exists. Searched: {}. What was found reaches from {} to {}.</source>
        <translation>Non esiste alcun mese da {} a {}. Ricerca in: {}. Quanto trovato va da {} a {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="266" />
        <source>{} months from {} to {}, {} of them missing.</source>
        <translation>{} mesi da {} a {}, di cui {} mancanti.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="271" />
        <source>Months that no product has ({}): {}</source>
        <translation>Mesi assenti da tutti i prodotti ({}): {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="273" />
        <source>Months that this product lacks: {}</source>
        <translation>Mesi assenti da questo prodotto: {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="275" />
        <source>The product ends with {}.</source>
        <translation>Il prodotto termina con {}.</translation>
    </message>
</context><context>
    <name>FetchPart</name>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_part.py" line="38" />
        <source>Fetch…</source>
        <translation>Scarica…</translation>
    </message>
</context><context>
    <name>FetchScenes</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="50" />
        <source>Fetch satellite scenes</source>
        <translation>Scarica scene satellitari</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="51" />
        <source>Searches a STAC catalogue and turns what it finds into dated series, one for each band, on one grid.</source>
        <translation>Cerca in un catalogo STAC e trasforma ciò che trova in serie datate, una per ogni banda, su un'unica griglia.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="54" />
        <source>Any STAC API will do: one of the catalogues below, or the address of another. Only the part of each scene that lies in the region is read, from an overview where the resolution allows it. Clouds, shadows and what else the quality layer calls unusable are left out pixel by pixel, numbers become physical values, and the scenes of one day (of local solar time) are laid together, the one with the fewest clouds on top. A fully cloudy date stays as an empty band, for “Fill clouds” and “Fill series”.

Switch “List only” on to see first what there is, how cloudy, and how much would be downloaded: in the report with small pictures, and as footprints on the map.

What has been fetched is kept in a cache: a run that failed or was cancelled goes on where it stopped. A file manifest.json beside the series says what was fetched, from where, under which licence, and how to cite it.

Quality layers: “qa_pixel: bit 1, bit 3” leaves out pixels with one of these bits, “QC_Day: bits 0-1 = 2, 3” those where two bits have one of the values, “SCL: 3, 8-10” classes; several layers are divided by a semicolon, “none” masks nothing.

Catalogues and collections:
{catalogs}</source>
        <translation>Si può usare qualsiasi API STAC: uno dei cataloghi elencati sotto o l'indirizzo di un altro. Di ogni scena si legge solo la parte che si trova nella regione, da una panoramica dove la risoluzione lo consente. Nuvole, ombre e quanto altro il layer di qualità indica come inutilizzabile sono esclusi pixel per pixel, i numeri diventano valori fisici e le scene di un giorno (in tempo solare locale) vengono sovrapposte, con in cima quella con meno nuvole. Una data del tutto nuvolosa resta come banda vuota, per “Riempi nuvole” e “Riempi serie”.

Attivare “Solo elenco” per vedere prima che cosa c'è, con quante nuvole e quanto verrebbe scaricato: nel report con piccole immagini e come impronte sulla mappa.

Ciò che è stato scaricato è conservato in una cache: un'esecuzione non riuscita o annullata riprende da dove si era fermata. Un file manifest.json accanto alla serie riporta che cosa è stato scaricato, da dove, con quale licenza e come citarlo.

Layer di qualità: “qa_pixel: bit 1, bit 3” esclude i pixel con uno di questi bit, “QC_Day: bits 0-1 = 2, 3” quelli in cui due bit hanno uno dei valori, “SCL: 3, 8-10” le classi; più layer sono separati da un punto e virgola, “none” non maschera nulla.

Cataloghi e collezioni:
{catalogs}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="93" />
        <source>Catalogue</source>
        <translation>Catalogo</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="94" />
        <source>{}, or the address of a STAC API.</source>
        <translation>{}, oppure l'indirizzo di un'API STAC.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="101" />
        <source>Collection</source>
        <translation>Collezione</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="102" />
        <source>Id of a collection of the catalogue; see the help for those that GeoGap knows more of.</source>
        <translation>Id di una collezione del catalogo; la guida elenca quelle su cui GeoGap ha più informazioni.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="108" />
        <source>Bands</source>
        <translation>Bande</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="109" />
        <source>Names with commas between them: those of the catalogue's assets, or common names such as lst, red, nir, swir16. Empty: the usual ones of the collection.</source>
        <translation>Nomi separati da virgole: quelli degli asset del catalogo, o nomi comuni come lst, red, nir, swir16. Vuoto: quelli abituali della collezione.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="120" />
        <source>Most clouds (%)</source>
        <translation>Nuvole massime (%)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="126" />
        <source>Scenes with a larger share of clouds are left out; those whose share is unknown are not.</source>
        <translation>Le scene con una frazione di nuvole maggiore sono escluse; quelle di cui la frazione non è nota restano.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="130" />
        <source>For copernicus: an authentication configuration of QGIS of the type AWS S3, or a user name and password, with your S3 access key and secret key. For a catalogue of your own: the configuration that it wants. Without a window, the environment variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or {} with a bearer token.</source>
        <translation>Per copernicus: una configurazione di autenticazione di QGIS del tipo AWS S3, oppure nome utente e password, con la chiave di accesso e la chiave segreta S3. Per un catalogo personalizzato: la configurazione che richiede. Senza interfaccia grafica, le variabili d'ambiente AWS_ACCESS_KEY_ID e AWS_SECRET_ACCESS_KEY, oppure {} con un bearer token.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="140" />
        <source>Folder</source>
        <translation>Cartella</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="141" />
        <source>The folder for the series, one GeoTIFF for each band of the scenes, with a band for each date.</source>
        <translation>La cartella per la serie, un GeoTIFF per ogni banda delle scene, con una banda per ogni data.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="144" />
        <source>Series</source>
        <translation>Serie</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="163" />
        <source>“Bands” is empty. Name the assets of {} that you want.</source>
        <translation>“Bande” è vuoto. Indicare gli asset di {} desiderati.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="165" />
        <source>“Bands” names one asset twice.</source>
        <translation>“Bande” indica un asset due volte.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="226" />
        <source>{} is deprecated: look for its successor.</source>
        <translation>{} è deprecata: cercare la collezione che la sostituisce.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="228" />
        <source>{}, {}, {} to {}, region {}</source>
        <translation>{}, {}, da {} a {}, regione {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="233" />
        <source>{}: {} scenes, {} of them too cloudy.</source>
        <translation>{}: {} scene, di cui {} troppo nuvolose.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="236" />
        <source>All {} scenes are too cloudy.</source>
        <translation>Tutte le {} scene sono troppo nuvolose.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="236" />
        <source>No scene.</source>
        <translation>Nessuna scena.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="238" />
        <source>{} Searched: {}. Choose another period, region or share of clouds.</source>
        <translation>{} Ricerca in: {}. Scegliere un altro periodo, un'altra regione o un'altra frazione di nuvole.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="256" />
        <source>No scene has “{}”. They have {}.</source>
        <translation>Nessuna scena ha “{}”. Sono disponibili {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="257" />
        <source>{} of {} scenes have no “{}”.</source>
        <translation>{} scene su {} non hanno “{}”.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="260" />
        <source>Nothing is known of quality layers of {}: clouds stay. Say in “{}” what is unusable.</source>
        <translation>Non si conoscono layer di qualità di {}: le nuvole restano. Indicare in “{}” che cosa è inutilizzabile.</translation>
    </message>
</context><context>
    <name>FetchWeather</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="78" />
        <source>Fetch weather</source>
        <translation>Scarica dati meteo</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="79" />
        <source>Downloads gridded weather for a region and a period, one dated series for each variable.</source>
        <translation>Scarica dati meteo su griglia per una regione e un periodo, una serie datata per ogni variabile.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="80" />
        <source>The service cuts out the region and the period; what comes is kept in a cache. Each variable becomes a series VARIABLE.tif on the data set's own grid, in its own unit; “Match grid” lays them onto that of a target. A file manifest.json beside them says what was fetched, from where, with which checksums, under which licence, and how to cite it.

ERA5-Land adds up precipitation, evaporation, runoff and radiation through the day. In hourly series they are turned into the amounts of single hours: a band holds the amount of the hour that ends at its time, which is the difference from the hour before, and at 01 UTC the value itself. Differences that rounding has made slightly negative stay as they are. In monthly series they are mean amounts of a day. Values of the last months are preliminary (ERA5T); how many is said in the log and in the files.

ERA5-Land needs a free account of the Climate Data Store. {key} The store prepares what is asked for in jobs, which may wait for minutes to hours. After a failure the next run takes up the jobs that are under way; a cancel ends them.

Data sets and their variables (those with * are fetched when none is chosen):
{datasets}</source>
        <translation>Il servizio ritaglia la regione e il periodo; ciò che arriva è conservato in una cache. Ogni variabile diventa una serie VARIABLE.tif sulla griglia propria dell'insieme di dati, nella propria unità; “Allinea alla griglia” la porta su quella di una serie di destinazione. Un file manifest.json accanto alle serie riporta che cosa è stato scaricato, da dove, con quali checksum, con quale licenza e come citarlo.

ERA5-Land accumula precipitazione, evaporazione, deflusso e radiazione nel corso del giorno. Nelle serie orarie sono trasformati nelle quantità delle singole ore: una banda contiene la quantità dell'ora che termina al suo istante, cioè la differenza rispetto all'ora precedente, e alle 01 UTC il valore stesso. Le differenze che l'arrotondamento ha reso leggermente negative restano come sono. Nelle serie mensili sono quantità medie giornaliere. I valori degli ultimi mesi sono preliminari (ERA5T); quanti siano è riportato nel log e nei file.

ERA5-Land richiede un account gratuito del Climate Data Store. {key} Lo Store prepara quanto richiesto in job che possono attendere da minuti a ore. Dopo un errore l'esecuzione successiva riprende i job in corso; un annullamento li termina.

Insiemi di dati e relative variabili (quelle con * sono scaricate se non se ne sceglie alcuna):
{datasets}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="116" />
        <source>Data set</source>
        <translation>Insieme di dati</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="118" />
        <source>Which weather; see the help for what there is.</source>
        <translation>Quali dati meteo; la guida elenca quelli disponibili.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="123" />
        <source>Variables</source>
        <translation>Variabili</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="129" />
        <source>Variables of the data set; see the help for which those are. Empty: the usual ones, for INCA temperature, humidity, radiation and wind, for ERA5-Land temperature and precipitation.</source>
        <translation>Variabili dell'insieme di dati; la guida le elenca. Vuoto: quelle abituali, per INCA temperatura, umidità, radiazione e vento, per ERA5-Land temperatura e precipitazione.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="137" />
        <source>First day</source>
        <translation>Primo giorno</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="138" />
        <source>The first day, UTC; for monthly data any day of the first month. Empty: the beginning.</source>
        <translation>Il primo giorno, UTC; per i dati mensili un giorno qualsiasi del primo mese. Vuoto: l'inizio.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="142" />
        <source>Last day</source>
        <translation>Ultimo giorno</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="143" />
        <source>The last day, UTC; for monthly data any day of the last month. Empty: the newest there is.</source>
        <translation>L'ultimo giorno, UTC; per i dati mensili un giorno qualsiasi dell'ultimo mese. Vuoto: il più recente disponibile.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="146" />
        <source>For ERA5-Land: an authentication configuration of QGIS with the key of the Climate Data Store: type API Header, header “PRIVATE-TOKEN”, value the key. Not needed for INCA. Without a window, the environment variable CDSAPI_KEY does as well.</source>
        <translation>Per ERA5-Land: una configurazione di autenticazione di QGIS con la chiave del Climate Data Store: tipo API Header, intestazione “PRIVATE-TOKEN”, valore la chiave. Non serve per INCA. Senza interfaccia grafica basta anche la variabile d'ambiente CDSAPI_KEY.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="153" />
        <source>List only</source>
        <translation>Solo elenco</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="154" />
        <source>Ask the service what it has and estimate the size, but download nothing.</source>
        <translation>Chiede al servizio che cosa contiene e stima la dimensione, ma non scarica nulla.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="157" />
        <source>Folder</source>
        <translation>Cartella</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="158" />
        <source>The folder for the series, one GeoTIFF for each variable with a band for each hour or month.</source>
        <translation>La cartella per le serie, un GeoTIFF per ogni variabile con una banda per ogni ora o mese.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="160" />
        <source>Series</source>
        <translation>Serie</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="163" />
        <source>Number of hours or months</source>
        <translation>Numero di ore o mesi</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="164" />
        <source>Number of missing hours or months</source>
        <translation>Numero di ore o mesi mancanti</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="184" />
        <source>“{}” is empty. {} are hourly since {}: choose a period.</source>
        <translation>“{}” è vuoto. {}: dati orari dal {}, scegliere un periodo.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="221" />
        <source>{} variables, {:,} times from {} to {}, about {:,} cells: about {:,.3g} MB in {} requests.</source>
        <translation>{} variabili, {:,} istanti da {} a {}, circa {:,} celle: circa {:,.3g} MB in {} richieste.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="263" />
        <source>GeoSphere Austria answers 240 requests an hour: this takes about {:.1f} hours.</source>
        <translation>GeoSphere Austria risponde a 240 richieste all'ora: servono circa {:.1f} ore.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="275" />
        <source>{} is damaged, although it came whole. It was thrown away; run again.</source>
        <translation>{} è danneggiato, anche se è arrivato per intero. È stato eliminato; eseguire di nuovo.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="301" />
        <source>{} of the dates that were fetched have preliminary values (ERA5T).</source>
        <translation>{} delle date scaricate hanno valori preliminari (ERA5T).</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="317" />
        <source>{} comes in “{}”; it used to be “{}”. Check its values.</source>
        <translation>{} arriva in “{}”; prima era in “{}”. Controllare i valori.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="340" />
        <source>{:,} times, {:,} of them missing.</source>
        <translation>{:,} istanti, di cui {:,} mancanti.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="366" />
        <source>{} has no value from {} to {}: what the service sent reaches from {} to {}.</source>
        <translation>{} non ha valori da {} a {}: quanto inviato dal servizio va da {} a {}.</translation>
    </message>
</context><context>
    <name>FillClouds</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="66" />
        <source>Fill clouds</source>
        <translation>Riempi nuvole</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="67" />
        <source>Fill</source>
        <translation>Riempi</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="68" />
        <source>Fills the pixels under clouds in a stack of images from other dates, clear pixels around and predictors, with an uncertainty for every filled value.</source>
        <translation>Riempie i pixel sotto le nuvole in uno stack di immagini con altre date, i pixel circostanti senza nuvole e i predittori, con un'incertezza per ogni valore riempito.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="72" />
        <source>For stacks of images such as land surface temperature or NDVI, of which clouds hide a part. Images that are empty altogether are filled, too. Observed values are never changed. A series of coarse cells with missing months is a case for “Fill series”.

“regression” estimates every pixel from the same pixel at all other dates, and corrects that by the clear pixels around the cloud (kriging). Where predictors are given, they explain what they can first. “eof” uses a few empirical orthogonal functions (DINEOF), “annual_cycle” a cycle of the year, or of the day in hourly images, “climatology” the mean of the season, and “model” a neural network. “auto” lays cloud shapes of other dates over known pixels, lets every method fill them, and combines the methods as they came closest.

Predictors are series or maps that are known under clouds: air temperature, radiation, terrain, vegetation. They are brought onto the grid and the dates of the stack as “Match grid” does it by default; run that yourself for sums over hours or other rules. Where a predictor is missing, its usual value counts. A model of predictors also fills pixels that are never clear, as in a single image, where each predictor has a value: a map without values over the sea keeps the sea outside.

Temperatures are those of a clear sky unless a model says otherwise: under clouds the ground is cooler by day and warmer at night than what is filled.

Values outside what the variable can be, and values that differ from their neighbours by more than eight robust standard deviations, are outliers: they are not used, and replaced unless you keep them. In an image of which more than 2 % cannot be, so are values that far from its median.

The uncertainty is one standard deviation in the unit of the series, calibrated on hidden values by the distance to the nearest clear pixel. The file says by how many of these the 50, 80 and 90 % intervals reach to either side (GEOGAP_HALF_WIDTHS); the series panel draws the 90 % one so. Flags: 1 observed, 2 filled, 3 gap left open, 4 outlier replaced, 0 outside (no value at any date).</source>
        <translation>Per stack di immagini come la temperatura superficiale del suolo o l'NDVI, di cui le nuvole nascondono una parte. Vengono riempite anche le immagini del tutto vuote. I valori osservati non vengono mai modificati. Per una serie di celle grandi con mesi mancanti usare “Riempi serie”.

“regression” stima ogni pixel dallo stesso pixel in tutte le altre date e corregge la stima con i pixel senza nuvole intorno alla nuvola (kriging). Se sono indicati dei predittori, questi spiegano per primi ciò che possono. “eof” usa poche funzioni ortogonali empiriche (DINEOF), “annual_cycle” un ciclo annuale, o giornaliero nelle immagini orarie, “climatology” la media della stagione e “model” una rete neurale. “auto” sovrappone le forme delle nuvole di altre date a pixel noti, li fa riempire da ogni metodo e combina i metodi in base a quanto si sono avvicinati.

I predittori sono serie o mappe note anche sotto le nuvole: temperatura dell'aria, radiazione, terreno, vegetazione. Vengono portati sulla griglia e sulle date dello stack con le regole predefinite di “Allinea alla griglia”; eseguirlo a parte per somme su più ore o altre regole. Dove un predittore manca, vale il suo valore abituale. Un modello di predittori riempie anche i pixel che non sono mai sereni, come in una singola immagine, dove ogni predittore ha un valore: una mappa senza valori sul mare lascia fuori il mare.

Le temperature sono quelle a cielo sereno, a meno che un modello non indichi altro: sotto le nuvole il suolo è più freddo di giorno e più caldo di notte rispetto ai valori riempiti.

I valori fuori dal campo possibile della variabile, e quelli che differiscono dai vicini per più di otto deviazioni standard robuste, sono valori anomali: non vengono usati e sono sostituiti, a meno che non si scelga di mantenerli. In un'immagine di cui più del 2 % è impossibile, lo sono anche i valori così lontani dalla sua mediana.

L'incertezza è una deviazione standard nell'unità della serie, calibrata su valori nascosti in base alla distanza dal pixel senza nuvole più vicino. Il file dice per quante di queste gli intervalli al 50, 80 e 90 % si estendono da ciascun lato (GEOGAP_HALF_WIDTHS); il pannello delle serie disegna così quello al 90 %. Flag: 1 osservato, 2 riempito, 3 lacuna lasciata aperta, 4 valore anomalo sostituito, 0 esterno (nessun valore in alcuna data).</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="102" />
        <source>How clouds are filled; “auto” combines the methods as they do best on clouds laid over known pixels of this stack.</source>
        <translation>Come si riempiono le nuvole; “auto” combina i metodi in base ai risultati ottenuti con nuvole sovrapposte a pixel noti di questo stack.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="107" />
        <source>the library's model for clouds</source>
        <translation>il modello della libreria per le nuvole</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="111" />
        <source>Predictors</source>
        <translation>Predittori</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="113" />
        <source>Series or maps that explain the images and are known under clouds, such as air temperature at 2 m, radiation or terrain. Rasters with dated bands, or NetCDF files, all variables of which are taken; rasters without a date stand for all dates.</source>
        <translation>Serie o mappe che spiegano le immagini e sono note sotto le nuvole, come la temperatura dell'aria a 2 m, la radiazione o il terreno. Raster con bande datate o file NetCDF, di cui si usano tutte le variabili; i raster senza data valgono per tutte le date.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="122" />
        <source>Filled images</source>
        <translation>Immagini riempite</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="122" />
        <source>The complete stack, a GeoTIFF with a band for each date.</source>
        <translation>Lo stack completo, un GeoTIFF con una banda per ogni data.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="126" />
        <source>Uncertainty</source>
        <translation>Incertezza</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="127" />
        <source>One standard deviation of every filled value, in the unit of the series; 0 where observed.</source>
        <translation>Una deviazione standard per ogni valore riempito, nell'unità della serie; 0 dove il valore è osservato.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="132" />
        <source>Flags</source>
        <translation>Flag</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="133" />
        <source>What every value is: 1 observed, 2 filled, 3 gap left open, 4 outlier replaced, 0 outside.</source>
        <translation>Che cos'è ogni valore: 1 osservato, 2 riempito, 3 lacuna lasciata aperta, 4 valore anomalo sostituito, 0 esterno.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="137" />
        <source>A page that shows images before and after, how well each method did, and what was an outlier.</source>
        <translation>Una pagina che mostra le immagini prima e dopo, i risultati di ogni metodo e i valori anomali.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="139" />
        <source>Number of values filled</source>
        <translation>Numero di valori riempiti</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="140" />
        <source>Number of outliers replaced</source>
        <translation>Numero di valori anomali sostituiti</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="141" />
        <source>Method used</source>
        <translation>Metodo usato</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="146" />
        <source>Outliers</source>
        <translation>Valori anomali</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="148" />
        <source>What becomes of values that cannot be: “replace” treats them as gaps and flags them, “keep” takes every value as observed.</source>
        <translation>Come trattare i valori impossibili: “replace” li tratta come lacune e li segnala con un flag, “keep” considera ogni valore come osservato.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="199" />
        <source>The method “{}” makes no use of predictors.</source>
        <translation>Il metodo “{}” non usa predittori.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="227" />
        <source>{} values filled, {} of them in the place of outliers, {} left open.</source>
        <translation>{} valori riempiti, di cui {} al posto di valori anomali, {} lasciati aperti.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="300" />
        <source>Values outside {} are outliers.</source>
        <translation>I valori fuori da {} sono anomali.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="306" />
        <source>Nothing could be hidden from this stack, so that no method was judged.</source>
        <translation>In questo stack non è stato possibile nascondere nulla, quindi nessun metodo è stato valutato.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="309" />
        <source>Intervals of 50, 80 and 90 % reach {}, {} and {} standard deviations to either side.</source>
        <translation>Gli intervalli del 50, 80 e 90 % si estendono di {}, {} e {} deviazioni standard da ciascun lato.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="313" />
        <source>Weights: {}.</source>
        <translation>Pesi: {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="316" />
        <source>This is a clear-sky product: under clouds the ground is cooler by day and warmer at night than what is filled.</source>
        <translation>È un prodotto a cielo sereno: sotto le nuvole il suolo è più freddo di giorno e più caldo di notte rispetto ai valori riempiti.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="322" />
        <source>This is an all-weather product: what is filled counts for the clouded ground.</source>
        <translation>È un prodotto per ogni condizione del cielo: i valori riempiti valgono per il suolo sotto le nuvole.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="338" />
        <source>{}, clouds filled ({})</source>
        <translation>{}, nuvole riempite ({})</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="340" />
        <source>{} flags</source>
        <translation>{} – flag</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="343" />
        <source>{} uncertainty</source>
        <translation>{} – incertezza</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="346" />
        <source>{} filled</source>
        <translation>{} – riempimento</translation>
    </message>
</context><context>
    <name>FillSeries</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="43" />
        <source>Fill series</source>
        <translation>Riempi serie</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="44" />
        <source>Fill</source>
        <translation>Riempi</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="45" />
        <source>Fills the gaps of a series through time, cell by cell, with an uncertainty for every filled value.</source>
        <translation>Riempie le lacune di una serie nel tempo, cella per cella, con un'incertezza per ogni valore riempito.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="48" />
        <source>Observed values are never changed. Missing epochs and missing pixels are estimated from the cell's own record: its seasons, its trend, and what was observed before and after the gap.

“auto” hides known values in the pattern of the data's own gaps, lets every method fill them, and combines the methods in every cell with the weights that come closest. “model” runs the neural network alone, “gp” a Gaussian process averaged over 48 covariance functions, “harmonic” and “climatology” a seasonal cycle with the residual interpolated, “linear” a straight line.

The output has a band for every epoch of the calendar. The uncertainty is one standard deviation in the unit of the series, calibrated on hidden values so that 90 % of them lie within 1.64 of it. Flags: 1 observed, 2 filled, 3 gap left open, 0 outside.</source>
        <translation>I valori osservati non vengono mai modificati. Le epoche mancanti e i pixel mancanti sono stimati dalla serie storica della cella stessa: le sue stagioni, il suo trend e quanto è stato osservato prima e dopo la lacuna.

“auto” nasconde valori noti secondo lo schema delle lacune presenti nei dati, li fa riempire da ogni metodo e combina i metodi in ogni cella con i pesi che danno il risultato più vicino. “model” esegue solo la rete neurale, “gp” un processo gaussiano mediato su 48 funzioni di covarianza, “harmonic” e “climatology” un ciclo stagionale con il residuo interpolato, “linear” una linea retta.

Il risultato ha una banda per ogni epoca del calendario. L'incertezza è una deviazione standard nell'unità della serie, calibrata su valori nascosti in modo che il 90 % di essi si trovi entro 1.64 volte il suo valore. Flag: 1 osservato, 2 riempito, 3 lacuna lasciata aperta, 0 esterno.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="65" />
        <source>How gaps are filled; “auto” combines the methods as they do best on this series' own hidden values.</source>
        <translation>Come si riempiono le lacune; “auto” combina i metodi in base ai risultati ottenuti su valori nascosti di questa serie.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="73" />
        <source>Longest gap to fill (epochs)</source>
        <translation>Lacuna massima da riempire (epoche)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="78" />
        <source>Gaps longer than this stay open and are flagged 3. Empty: every gap is filled.</source>
        <translation>Le lacune più lunghe restano aperte e ricevono il flag 3. Vuoto: ogni lacuna viene riempita.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="82" />
        <source>Filled series</source>
        <translation>Serie riempita</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="82" />
        <source>The complete series, a GeoTIFF with a band for each epoch.</source>
        <translation>La serie completa, un GeoTIFF con una banda per ogni epoca.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="86" />
        <source>Uncertainty</source>
        <translation>Incertezza</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="87" />
        <source>One standard deviation of every filled value, in the unit of the series; 0 where observed.</source>
        <translation>Una deviazione standard per ogni valore riempito, nell'unità della serie; 0 dove il valore è osservato.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="92" />
        <source>Flags</source>
        <translation>Flag</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="93" />
        <source>What every value is: 1 observed, 2 filled, 3 gap left open, 0 outside.</source>
        <translation>Che cos'è ogni valore: 1 osservato, 2 riempito, 3 lacuna lasciata aperta, 0 esterno.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="98" />
        <source>Methods taken</source>
        <translation>Metodi usati</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="99" />
        <source>Which method has the largest weight in every cell (1 model, 2 gp, 3 harmonic, 4 climatology, 5 linear), and bands with the weight of each in percent.</source>
        <translation>Quale metodo ha il peso maggiore in ogni cella (1 model, 2 gp, 3 harmonic, 4 climatology, 5 linear), e bande con il peso di ciascuno in percentuale.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="106" />
        <source>A page that names every missing epoch, shows what was filled and how far to trust it.</source>
        <translation>Una pagina che elenca ogni epoca mancante e mostra che cosa è stato riempito e quanto è affidabile.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="108" />
        <source>Number of values filled</source>
        <translation>Numero di valori riempiti</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="109" />
        <source>Method used</source>
        <translation>Metodo usato</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="148" />
        <source>{} values filled, {} left open.</source>
        <translation>{} valori riempiti, {} lasciati aperti.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="205" />
        <source>{}, filled ({})</source>
        <translation>{}, riempimento ({})</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="207" />
        <source>{} methods taken</source>
        <translation>{} – metodi usati</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="208" />
        <source>{} flags</source>
        <translation>{} – flag</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="211" />
        <source>{} uncertainty</source>
        <translation>{} – incertezza</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="214" />
        <source>{} filled</source>
        <translation>{} – riempimento</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="225" />
        <source>{} epochs from {} to {} (cadence: {}), {} missing: {}</source>
        <translation>{} epoche da {} a {} (cadenza: {}), {} mancanti: {}</translation>
    </message>
</context><context>
    <name>FillStep</name>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="55" />
        <source>4  Fill</source>
        <translation>4  Riempimento</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="56" />
        <source>Step 4, fill</source>
        <translation>Passo 4, riempimento</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="73" />
        <source>Fill with</source>
        <translation>Riempi con</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="77" />
        <source>Method</source>
        <translation>Metodo</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="80" />
        <source>The library's own</source>
        <translation>Quello della libreria</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="81" />
        <source>Model</source>
        <translation>Modello</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="84" />
        <source>No limit</source>
        <translation>Nessun limite</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="86" />
        <source> epochs</source>
        <translation> epoche</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="87" />
        <source>Longest gap</source>
        <translation>Lacuna massima</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="90" />
        <source>Temporary files</source>
        <translation>File temporanei</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="91" />
        <source>Save in</source>
        <translation>Salva in</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="105" />
        <source>Quick Check</source>
        <translation>Controllo rapido</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="107" />
        <source>Hides known values of a few cells, fills them, and says in seconds how well that went</source>
        <translation>Nasconde valori noti di poche celle, li riempie e indica in pochi secondi la qualità del risultato</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="109" />
        <source>More Options…</source>
        <translation>Altre opzioni…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="109" />
        <source>The dialog with every parameter</source>
        <translation>La finestra con tutti i parametri</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="111" />
        <source>Fill Gaps</source>
        <translation>Riempi lacune</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="113" />
        <source>Fills the series and loads what comes out</source>
        <translation>Riempie la serie e carica i risultati</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="118" />
        <source>How the filling went</source>
        <translation>Esito del riempimento</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="121" />
        <source>Open Report</source>
        <translation>Apri report</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="135" />
        <source>Combination of all methods</source>
        <translation>Combinazione di tutti i metodi</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="135" />
        <source>Neural network</source>
        <translation>Rete neurale</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="139" />
        <source>Linear interpolation</source>
        <translation>Interpolazione lineare</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="140" />
        <source>Season means and bridged residual</source>
        <translation>Medie stagionali e residuo interpolato</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="141" />
        <source>Trend, harmonics and bridged residual</source>
        <translation>Tendenza, armoniche e residuo interpolato</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="142" />
        <source>Gaussian process</source>
        <translation>Processo gaussiano</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="146" />
        <source>Other dates and kriging</source>
        <translation>Altre date e kriging</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="147" />
        <source>Empirical orthogonal functions (DINEOF)</source>
        <translation>Funzioni ortogonali empiriche (DINEOF)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="148" />
        <source>Cycle of the year or the day</source>
        <translation>Ciclo annuale o giornaliero</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="149" />
        <source>Mean of the season</source>
        <translation>Media della stagione</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="253" />
        <source>Quick check on {} cells. {}</source>
        <translation>Controllo rapido su {} celle. {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="259" />
        <source>{:,} values filled</source>
        <translation>{:,} valori riempiti</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="259" />
        <source>Filled</source>
        <translation>Riempimento completato</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="263" />
        <source>{} ({}).</source>
        <translation>{} ({}).</translation>
    </message>
</context><context>
    <name>FillingAlgorithm</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/filling.py" line="35" />
        <source>Method</source>
        <translation>Metodo</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/filling.py" line="43" />
        <source>Model</source>
        <translation>Modello</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/filling.py" line="44" />
        <source>An ONNX model with a GeoGap card: a file, or the name of an installed model. Empty: {}.</source>
        <translation>Un modello ONNX con una scheda GeoGap: un file o il nome di un modello installato. Vuoto: {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/filling.py" line="45" />
        <source>the library's model for the cadence of the series</source>
        <translation>il modello della libreria per la cadenza della serie</translation>
    </message>
</context><context>
    <name>FindGaps</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/find_gaps.py" line="45" />
        <source>Find gaps</source>
        <translation>Trova lacune</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/find_gaps.py" line="46" />
        <source>Inspect</source>
        <translation>Esamina</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/find_gaps.py" line="47" />
        <source>Finds the missing dates and the missing pixels of a series.</source>
        <translation>Trova le date mancanti e i pixel mancanti di una serie.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/find_gaps.py" line="48" />
        <source>A date is missing when the calendar expects it and the series lacks it; a pixel is missing when a cell that has values at other dates has none. Cells that never have a value, such as the sea, are outside and do not count.

The table has a row for every epoch at which something is missing. For an epoch that is missing altogether it gives the first and last epoch and the length of the gap that it belongs to.</source>
        <translation>Una data è mancante quando il calendario la prevede e la serie non la contiene; un pixel è mancante quando una cella che ha valori in altre date non ne ha. Le celle che non hanno mai un valore, come il mare, sono esterne e non contano.

La tabella ha una riga per ogni epoca in cui manca qualcosa. Per un'epoca del tutto mancante indica la prima e l'ultima epoca e la lunghezza della lacuna a cui appartiene.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/find_gaps.py" line="64" />
        <source>Missing epochs</source>
        <translation>Epoche mancanti</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/find_gaps.py" line="66" />
        <source>A table of the epochs at which something is missing, with the share of the cells and the gap's length.</source>
        <translation>Una tabella delle epoche in cui manca qualcosa, con la frazione delle celle e la lunghezza della lacuna.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/find_gaps.py" line="72" />
        <source>Missing share</source>
        <translation>Frazione mancante</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/find_gaps.py" line="73" />
        <source>A raster of the share of the epochs at which each cell has no value, 0 to 1.</source>
        <translation>Un raster della frazione delle epoche in cui ogni cella non ha valori, da 0 a 1.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/find_gaps.py" line="76" />
        <source>A page with the calendar, in which one sees at a glance what is missing.</source>
        <translation>Una pagina con il calendario, in cui si vede a colpo d'occhio che cosa manca.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/find_gaps.py" line="77" />
        <source>Number of epochs</source>
        <translation>Numero di epoche</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/find_gaps.py" line="78" />
        <source>Number of missing epochs</source>
        <translation>Numero di epoche mancanti</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/find_gaps.py" line="79" />
        <source>Longest gap (epochs)</source>
        <translation>Lacuna più lunga (epoche)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/find_gaps.py" line="113" />
        <source>{} missing share</source>
        <translation>{} – frazione mancante</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/find_gaps.py" line="124" />
        <source>{} epochs from {} to {} (cadence: {}), {} cells, {} epochs missing altogether.</source>
        <translation>{} epoche da {} a {} (cadenza: {}), {} celle, {} epoche del tutto mancanti.</translation>
    </message>
</context><context>
    <name>GapsStep</name>
    <message>
        <location filename="../../geogap_plugin/gui/gaps_step.py" line="35" />
        <source>3  Gaps</source>
        <translation>3  Lacune</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/gaps_step.py" line="36" />
        <source>Step 3, gaps</source>
        <translation>Passo 3, lacune</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/gaps_step.py" line="48" />
        <source>The gaps in words</source>
        <translation>Descrizione delle lacune</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/gaps_step.py" line="50" />
        <source>The date on the map</source>
        <translation>Data sulla mappa</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/gaps_step.py" line="53" />
        <source>Find Gaps</source>
        <translation>Trova lacune</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/gaps_step.py" line="53" />
        <source>Count the missing dates and the missing pixels</source>
        <translation>Conta le date mancanti e i pixel mancanti</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/gaps_step.py" line="56" />
        <source>More Options…</source>
        <translation>Altre opzioni…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/gaps_step.py" line="58" />
        <source>The dialog of “Find gaps”, with a report and a map of the missing share</source>
        <translation>La finestra di “Trova lacune”, con un report e una mappa della frazione mancante</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/gaps_step.py" line="97" />
        <source>{} of {} epochs are missing altogether, {} in part. The longest gap lasts {} epochs.</source>
        <translation>{} epoche su {} sono del tutto mancanti, {} in parte. La lacuna più lunga dura {} epoche.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/gaps_step.py" line="110" />
        <source>Choose a series to see its calendar.</source>
        <translation>Scegliere una serie per vederne il calendario.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/gaps_step.py" line="113" />
        <source>{} of {} epochs are missing altogether, by their dates.</source>
        <translation>{} epoche su {} sono del tutto mancanti, in base alle date.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/gaps_step.py" line="136" />
        <source>On the map: {}</source>
        <translation>Sulla mappa: {}</translation>
    </message>
</context><context>
    <name>GeoGapAlgorithm</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/base.py" line="145" />
        <source>{} cannot be read or written: {}. Choose another place, or see what keeps it.</source>
        <translation>{} non si può leggere o scrivere: {}. Scegliere un altro percorso o verificare che cosa lo impedisce.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/base.py" line="195" />
        <source>Series</source>
        <translation>Serie</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/base.py" line="196" />
        <source>A raster with one band for each date: a GeoTIFF whose bands are named by date, such as “Build series” writes, or a NetCDF file with a time axis. A layer of the project or a file.</source>
        <translation>Un raster con una banda per ogni data: un GeoTIFF le cui bande sono denominate con la data, come quello scritto da “Crea serie”, oppure un file NetCDF con un asse temporale. Un layer del progetto o un file.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/base.py" line="211" />
        <source>Variable</source>
        <translation>Variabile</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/base.py" line="212" />
        <source>Name of the variable in a NetCDF file with several. Empty: the only one with a time axis.</source>
        <translation>Nome della variabile in un file NetCDF che ne contiene più di una. Vuoto: l'unica con un asse temporale.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/base.py" line="222" />
        <source>Memory limit (MB)</source>
        <translation>Limite di memoria (MB)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/base.py" line="228" />
        <source>The raster is worked on in blocks that need at most this much memory; the result does not change.</source>
        <translation>Il raster viene elaborato in blocchi che richiedono al massimo questa memoria; il risultato non cambia.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/base.py" line="238" />
        <source>Cadence</source>
        <translation>Cadenza</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/base.py" line="240" />
        <source>The expected spacing of the epochs, which decides what counts as missing. “auto” detects it from the dates; “irregular” expects nothing, so that only pixels can be missing.</source>
        <translation>L'intervallo previsto tra le epoche, che decide che cosa conta come mancante. “auto” lo rileva dalle date; “irregular” non prevede nulla, quindi possono mancare solo pixel.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/base.py" line="252" />
        <source>Duplicates</source>
        <translation>Duplicati</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/base.py" line="257" />
        <source>Several dates in one period, such as GRACE's two solutions in January 2012. “separate” keeps them apart: one that reaches into an empty neighbouring period takes that period, otherwise both stay with their own dates. “mean” averages them, “first” and “last” take one, “refuse” stops.</source>
        <translation>Più date in un periodo, come le due soluzioni GRACE di gennaio 2012. “separate” le tiene distinte: quella che si estende in un periodo adiacente vuoto occupa quel periodo, altrimenti entrambe mantengono la propria data. “mean” ne fa la media, “first” e “last” ne prendono una, “refuse” interrompe l'esecuzione.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/base.py" line="268" />
        <source>Region</source>
        <translation>Regione</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/base.py" line="269" />
        <source>Only this region is read and written, snapped outwards to whole cells. Empty: everything.</source>
        <translation>Solo questa regione viene letta e scritta, allargata a celle intere. Vuoto: tutto.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/base.py" line="284" />
        <source>Report</source>
        <translation>Report</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/base.py" line="285" />
        <source>HTML files (*.html)</source>
        <translation>File HTML (*.html)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/base.py" line="305" />
        <source>“Series” is empty. Choose a raster layer or a file.</source>
        <translation>“Serie” è vuoto. Scegliere un layer raster o un file.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/base.py" line="318" />
        <source>“{}”: {} is no raster that QGIS can open.</source>
        <translation>“{}”: {} non è un raster che QGIS può aprire.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/base.py" line="321" />
        <source>“{}” is empty. Choose raster layers or files.</source>
        <translation>“{}” è vuoto. Scegliere layer raster o file.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/base.py" line="386" />
        <source>{} is an input or another output of this run. Choose another name.</source>
        <translation>{} è un dato in ingresso o un altro risultato di questa esecuzione. Scegliere un altro nome.</translation>
    </message>
</context><context>
    <name>GeoGapDock</name>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="46" />
        <source>GeoGap</source>
        <translation>GeoGap</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="85" />
        <source>What GeoGap is about to do</source>
        <translation>Che cosa sta per fare GeoGap</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="91" />
        <source>Try the Sample</source>
        <translation>Prova l'esempio</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="91" />
        <source>Opens a small series of water storage with its gaps</source>
        <translation>Apre una piccola serie dell'accumulo idrico con le sue lacune</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="93" />
        <source>For newcomers</source>
        <translation>Per chi inizia</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="94" />
        <source>New here? Three clicks lead to a filled, animated map.</source>
        <translation>Primo utilizzo? Bastano tre clic per una mappa riempita e animata.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="284" />
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="97" />
        <source>Play</source>
        <translation>Riproduci</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="97" />
        <source>Animates the map, date after date</source>
        <translation>Anima la mappa, data dopo data</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="99" />
        <source>Show Series</source>
        <translation>Mostra serie</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="99" />
        <source>Opens the plot of cells</source>
        <translation>Apre il grafico delle celle</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="106" />
        <source>What is not installed</source>
        <translation>Che cosa non è installato</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="193" />
        <source>Looking for ONNX Runtime</source>
        <translation>Ricerca di ONNX Runtime</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="215" />
        <source>the whole series</source>
        <translation>l'intera serie</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="218" />
        <source>the map view</source>
        <translation>la vista mappa</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="219" />
        <source>the rectangle</source>
        <translation>il rettangolo</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="220" />
        <source>the polygon</source>
        <translation>il poligono</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="222" />
        <source>a series</source>
        <translation>una serie</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="223" />
        <source>its gaps</source>
        <translation>le sue lacune</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="225" />
        <source>its {} missing epochs of {}</source>
        <translation>le sue {} epoche mancanti su {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="228" />
        <source>In {}, take {}, see {}, and fill them by the method {}.</source>
        <translation>Per {}: prendere {}, vedere {} e riempirle con il metodo {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="238" />
        <source>ONNX Runtime is not installed: the neural network is left out, all other methods run. {}</source>
        <translation>ONNX Runtime non è installato: la rete neurale è esclusa, tutti gli altri metodi funzionano. {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="240" />
        <source>Options…</source>
        <translation>Opzioni…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="284" />
        <source>Pause</source>
        <translation>Pausa</translation>
    </message>
</context><context>
    <name>HelpPage</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/help_page.py" line="51" />
        <source>What it does</source>
        <translation>Che cosa fa</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/help_page.py" line="52" />
        <source>Parameters</source>
        <translation>Parametri</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/help_page.py" line="53" />
        <source>Advanced parameters</source>
        <translation>Parametri avanzati</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/help_page.py" line="55" />
        <source>Results</source>
        <translation>Risultati</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/help_page.py" line="58" />
        <source>Without the dialog</source>
        <translation>Senza la finestra di dialogo</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/help_page.py" line="59" />
        <source>Version</source>
        <translation>Versione</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/help_page.py" line="79" />
        <source>one or more of</source>
        <translation>uno o più tra</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/help_page.py" line="79" />
        <source>one of</source>
        <translation>uno tra</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/help_page.py" line="83" />
        <source>{} to {}</source>
        <translation>da {} a {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/help_page.py" line="85" />
        <source>optional</source>
        <translation>opzionale</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/help_page.py" line="88" />
        <source>default: {}</source>
        <translation>predefinito: {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/help_page.py" line="110" />
        <source>In a terminal, with your own files in the places in angle brackets:</source>
        <translation>In un terminale, con i propri file al posto dei nomi tra parentesi angolari:</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/help_page.py" line="112" />
        <source>In QGIS's Python console:</source>
        <translation>Nella console Python di QGIS:</translation>
    </message>
</context><context>
    <name>InstallModel</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="46" />
        <source>Install model</source>
        <translation>Installa modello</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="47" />
        <source>Models</source>
        <translation>Modelli</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="48" />
        <source>Checks an ONNX model and adds it to the library, where “Fill series” finds it by its name and cadence.</source>
        <translation>Controlla un modello ONNX e lo aggiunge alla libreria, dove “Riempi serie” lo trova in base al nome e alla cadenza.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="51" />
        <source>The file must be a self-contained ONNX graph of standard operators with a GeoGap model card: name, version, inputs, outputs, calibration, training data, held-out scores. Everything that is wrong is listed, by the name of the field.

The model is then run once on a small synthetic input in the inference process; its output must have the shape that the card promises, and be finite.

The library is the folder geogap/models of the QGIS profile. Of several versions of one model the newest is used; to take a model away, delete its file.</source>
        <translation>Il file deve essere un grafo ONNX autonomo di operatori standard con una scheda di modello GeoGap: nome, versione, ingressi, uscite, calibrazione, dati di addestramento, punteggi su dati esclusi dall'addestramento. Tutto ciò che non va viene elencato con il nome del campo.

Il modello viene poi eseguito una volta su un piccolo ingresso sintetico nel processo di inferenza; il suo risultato deve avere la forma indicata dalla scheda ed essere finito.

La libreria è la cartella geogap/models del profilo di QGIS. Tra più versioni di un modello si usa la più recente; per togliere un modello, eliminarne il file.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="65" />
        <source>Model file</source>
        <translation>File del modello</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="66" />
        <source>An ONNX file with a GeoGap model card, such as the training package writes.</source>
        <translation>Un file ONNX con una scheda di modello GeoGap, come quello scritto dal pacchetto di addestramento.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="70" />
        <source>Replace a different model of the same name and version</source>
        <translation>Sostituisci un modello diverso con lo stesso nome e la stessa versione</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="72" />
        <source>A model keeps its name and version for good, unless it may be replaced on purpose.</source>
        <translation>Un modello mantiene nome e versione per sempre, a meno che non lo si possa sostituire di proposito.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="75" />
        <source>Installed file</source>
        <translation>File installato</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="76" />
        <source>Name of the model</source>
        <translation>Nome del modello</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="77" />
        <source>Version of the model</source>
        <translation>Versione del modello</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="78" />
        <source>Time for a cell (ms)</source>
        <translation>Tempo per una cella (ms)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="93" />
        <source>{} The model is installed without having been run.</source>
        <translation>{} Il modello è installato senza essere stato eseguito.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="96" />
        <source>It ran, in {:.3g} ms for a cell.</source>
        <translation>Il modello è stato eseguito, in {:.3g} ms per cella.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="110" />
        <source>“Model file” is empty. Choose an ONNX file.</source>
        <translation>“File del modello” è vuoto. Scegliere un file ONNX.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="124" />
        <source>{} does not keep the model contract:
{}</source>
        <translation>{} non rispetta il contratto dei modelli:
{}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="128" />
        <source>any variable</source>
        <translation>qualsiasi variabile</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="130" />
        <source>fills gaps in series of {}, cell by cell</source>
        <translation>riempie le lacune nelle serie di {}, cella per cella</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="131" />
        <source>tells {} under clouds from predictors</source>
        <translation>ricava {} sotto le nuvole dai predittori</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="132" />
        <source>fills clouds in stacks of images of {}</source>
        <translation>riempie le nuvole in stack di immagini di {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="133" />
        <source>tells the next images of {}</source>
        <translation>prevede le immagini successive di {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="137" />
        <source>with dates at any distance</source>
        <translation>con date a qualsiasi distanza</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="139" />
        <source>with one date every {}</source>
        <translation>con una data ogni {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="145" />
        <source>Licence: {}.</source>
        <translation>Licenza: {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="150" />
        <source>  {}, {}, {}: {:.4g}{} (baseline: {:.4g})</source>
        <translation>  {}, {}, {}: {:.4g}{} (riferimento: {:.4g})</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="156" />
        <source>  {} more scores are in the card: see “GeoGap Models”.</source>
        <translation>  Altri {} punteggi si trovano nella scheda: vedere “Modelli GeoGap”.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="159" />
        <source>Installed as {} ({:.3g} MB, sha256 {}).</source>
        <translation>Installato come {} ({:.3g} MB, sha256 {}).</translation>
    </message>
</context><context>
    <name>MatchGrid</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="66" />
        <source>Match grid</source>
        <translation>Allinea alla griglia</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="67" />
        <source>Prepare</source>
        <translation>Prepara</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="68" />
        <source>Brings predictors onto the grid and the dates of a target series.</source>
        <translation>Porta i predittori sulla griglia e sulle date di una serie di destinazione.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="69" />
        <source>Every variable of every input becomes one GeoTIFF on exactly the target's grid, with a band for each of the target's dates; inputs that do not change, such as a terrain model, become one band. The unit is kept.

Dates meet first, on the input's own grid, then cells. Mean and sum take the values whose periods end inside a window that ends with the target's date: six hours before 10:37 hold the hourly values of 05:00 to 10:00. A window that lacks a value gives none, and nothing is extrapolated. Sums of amounts (mm, kg m-2, J m-2) add up; all else is integrated over time, and its unit says so: W m-2 becomes W m-2 h.

Cells smaller than the target's are averaged, larger ones interpolated bilinearly, unless you choose. Averages are weighted by area. Interpolation does not reach into cells without a value.

Classes, such as land cover or a scene classification, are never averaged: they get the nearest or the most frequent class, and the value that is nearest in time. The log says which inputs were taken for classes and why.</source>
        <translation>Ogni variabile di ogni dato in ingresso diventa un GeoTIFF esattamente sulla griglia di destinazione, con una banda per ognuna delle date di destinazione; i dati che non cambiano, come un modello del terreno, diventano una sola banda. L'unità viene mantenuta.

Prima si abbinano le date, sulla griglia propria del dato in ingresso, poi le celle. Media e somma prendono i valori i cui periodi terminano in una finestra che finisce con la data di destinazione: sei ore prima delle 10:37 contengono i valori orari dalle 05:00 alle 10:00. Una finestra a cui manca un valore non ne dà alcuno, e nulla viene estrapolato. Le somme di quantità (mm, kg m-2, J m-2) si addizionano; tutto il resto è integrato nel tempo, e la sua unità lo indica: W m-2 diventa W m-2 h.

Delle celle più piccole di quelle di destinazione si fa la media, le più grandi sono interpolate in modo bilineare, se non si sceglie altro. Le medie sono pesate con l'area. L'interpolazione non si estende alle celle senza valore.

Delle classi, come la copertura del suolo o una classificazione della scena, non si fa mai la media: si usano la classe più vicina o più frequente e il valore più vicino nel tempo. Il log riporta quali dati in ingresso sono stati considerati classi e perché.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="88" />
        <source>Predictors</source>
        <translation>Predittori</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="90" />
        <source>Series to bring onto the target's grid, such as meteorology or reflectances: rasters with dated bands or NetCDF files, all variables of which are taken. Rasters without a date stand for all dates.</source>
        <translation>Serie da portare sulla griglia di destinazione, come meteorologia o riflettanze: raster con bande datate o file NetCDF, di cui si usano tutte le variabili. I raster senza data valgono per tutte le date.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="96" />
        <source>Target series</source>
        <translation>Serie di destinazione</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="97" />
        <source>The series whose grid and dates are wanted, such as land surface temperature scenes.</source>
        <translation>La serie di cui si vogliono la griglia e le date, per esempio scene di temperatura superficiale del suolo.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="102" />
        <source>Resampling</source>
        <translation>Ricampionamento</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="107" />
        <source>How cells meet. “auto” averages smaller cells and interpolates larger ones bilinearly; of classes it takes the most frequent or the nearest. For classes, anything else than “nearest” and “mode” counts as “auto”.</source>
        <translation>Come si abbinano le celle. “auto” fa la media delle celle più piccole e interpola in modo bilineare quelle più grandi; delle classi prende la più frequente o la più vicina. Per le classi, tutto ciò che non è “nearest” o “mode” vale come “auto”.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="116" />
        <source>Matching in time</source>
        <translation>Abbinamento nel tempo</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="121" />
        <source>How dates meet. “nearest” and “last” (at or before) take each cell's nearest value within the tolerance, “linear” interpolates between two, “mean” and “sum” take all values of the window. “auto”: the mean over the target's months or days where the input is about as fine or finer, the nearest of irregular dates, otherwise linear; an input of one date stands for all dates. Classes get the nearest unless “last” is chosen.</source>
        <translation>Come si abbinano le date. “nearest” e “last” (alla data o prima) prendono il valore più vicino di ogni cella entro la tolleranza, “linear” interpola tra due valori, “mean” e “sum” prendono tutti i valori della finestra. “auto”: la media sui mesi o giorni di destinazione dove il dato in ingresso è circa altrettanto fitto o più fitto, il più vicino per date irregolari, altrimenti linear; un dato in ingresso con una sola data vale per tutte le date. Le classi prendono il più vicino, a meno che non si scelga “last”.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="130" />
        <source>Window</source>
        <translation>Finestra</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="131" />
        <source>Length of the window before each date that “mean” and “sum” cover, such as 6 hours or 8 days. Empty: the month, day or other period that the target's date stands for.</source>
        <translation>Lunghezza della finestra prima di ogni data coperta da “mean” e “sum”, per esempio 6 hours o 8 days. Vuoto: il mese, il giorno o altro periodo che la data di destinazione rappresenta.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="138" />
        <source>Folder for the matched series</source>
        <translation>Cartella per le serie allineate</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="139" />
        <source>A GeoTIFF is written into it for each variable, named after input and variable.</source>
        <translation>Vi si scrive un GeoTIFF per ogni variabile, denominato con il dato in ingresso e la variabile.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="141" />
        <source>Matched series</source>
        <translation>Serie allineate</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="145" />
        <source>Tolerance</source>
        <translation>Tolleranza</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="146" />
        <source>How far in time a value may lie from the target's date for “nearest”, “last” and “linear”, such as 90 min or 8 days. Empty: one step of the input's cadence, or twice the median spacing of irregular dates.</source>
        <translation>Distanza massima nel tempo di un valore dalla data di destinazione per “nearest”, “last” e “linear”, per esempio 90 min o 8 days. Vuoto: un passo della cadenza del dato in ingresso, o due volte l'intervallo mediano di date irregolari.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="156" />
        <source>Missing values allowed in a window</source>
        <translation>Valori mancanti ammessi in una finestra</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="161" />
        <source>How many values a mean or sum may lack; they then count as the mean of the others.</source>
        <translation>Quanti valori possono mancare a una media o a una somma; contano allora come la media degli altri.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="167" />
        <source>Dates of the predictors</source>
        <translation>Date dei predittori</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="172" />
        <source>What a date says: the instant of a value, or the start or end of the period as long as the cadence. “auto”: the periods that a file states, months and days without a time of day as such, otherwise instants. Hourly sums that are dated by the start of their hour need “start”.</source>
        <translation>Che cosa indica una data: l'istante di un valore, oppure l'inizio o la fine di un periodo lungo quanto la cadenza. “auto”: i periodi che un file riporta, mesi e giorni senza ora come tali, altrimenti istanti. Le somme orarie datate con l'inizio della loro ora richiedono “start”.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="180" />
        <source>Class maps</source>
        <translation>Mappe di classi</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="181" />
        <source>Names of inputs or variables that hold classes, separated by commas, in addition to those that say so by a colour table, names of categories or flag_values and flag_meanings; “none”: nothing holds classes.</source>
        <translation>Nomi dei dati in ingresso o delle variabili che contengono classi, separati da virgole, in aggiunta a quelli che lo indicano con una tabella dei colori, nomi di categorie oppure flag_values e flag_meanings; “none”: nulla contiene classi.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="191" />
        <source>Least cover (%)</source>
        <translation>Copertura minima (%)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="197" />
        <source>Share of a cell of the target that cells with a value must cover for “average”, “mode”, “min”, “max” and “median”.</source>
        <translation>Frazione di una cella di destinazione che le celle con un valore devono coprire per “average”, “mode”, “min”, “max” e “median”.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="204" />
        <source>Variables of the predictors</source>
        <translation>Variabili dei predittori</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="205" />
        <source>Which variables of files with several are taken, separated by commas: names, or names or numbers of bands without dates. Empty: all of them.</source>
        <translation>Quali variabili si usano dei file che ne contengono più di una, separate da virgole: nomi, oppure nomi o numeri di bande senza date. Vuoto: tutte.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="213" />
        <source>Load the results</source>
        <translation>Carica i risultati</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="214" />
        <source>Add the matched series to the project as styled, dated layers when the algorithm has finished.</source>
        <translation>Aggiunge al progetto le serie allineate come layer con stile e date al termine dell'algoritmo.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="236" />
        <source>Left out: {}</source>
        <translation>Esclusi: {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="271" />
        <source>TARGET_VARIABLE: {} has no variable “{}”.</source>
        <translation>TARGET_VARIABLE: {} non ha la variabile “{}”.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="275" />
        <source>{} holds several variables: {}. Say which one is the target (TARGET_VARIABLE).</source>
        <translation>{} contiene più variabili: {}. Indicare qual è quella di destinazione (TARGET_VARIABLE).</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="291" />
        <source>{} has none of the variables {}.</source>
        <translation>{} non ha nessuna delle variabili {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="294" />
        <source>{} is the target.</source>
        <translation>{} è la serie di destinazione.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="298" />
        <source>Nothing is left of the predictors. {}</source>
        <translation>Non resta alcun predittore. {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="324" />
        <source>CATEGORICAL: no input is called “{}”. There are: {}.</source>
        <translation>CATEGORICAL: nessun dato in ingresso si chiama “{}”. Sono presenti: {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="358" />
        <source>{}: {} of {} bands have values, of {:.1f} % of the cells on average ({}).</source>
        <translation>{}: {} bande su {} hanno valori, in media per il {:.1f} % delle celle ({}).</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="359" />
        <source>no unit</source>
        <translation>nessuna unità</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="372" />
        <source>{} matched</source>
        <translation>{} – allineamento</translation>
    </message>
</context><context>
    <name>ModelManager</name>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="46" />
        <source>GeoGap Models</source>
        <translation>Modelli GeoGap</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="51" />
        <source>Model</source>
        <translation>Modello</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="51" />
        <source>Version</source>
        <translation>Versione</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="51" />
        <source>Cadence</source>
        <translation>Cadenza</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="51" />
        <source>Where</source>
        <translation>Origine</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="53" />
        <source>Models</source>
        <translation>Modelli</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="56" />
        <source>Card of the model</source>
        <translation>Scheda del modello</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="60" />
        <source>Install…</source>
        <translation>Installa…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="62" />
        <source>Check an ONNX file and add it to the library</source>
        <translation>Controlla un file ONNX e lo aggiunge alla libreria</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="66" />
        <source>Remove…</source>
        <translation>Rimuovi…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="66" />
        <source>Delete the chosen model's file</source>
        <translation>Elimina il file del modello scelto</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="69" />
        <source>Train…</source>
        <translation>Addestra…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="69" />
        <source>Open “Train model”</source>
        <translation>Apre “Addestra modello”</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="71" />
        <source>Open Folder</source>
        <translation>Apri cartella</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="109" />
        <source>bundled</source>
        <translation>incluso</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="109" />
        <source>installed</source>
        <translation>installato</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="142" />
        <source>Install Model</source>
        <translation>Installa modello</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="142" />
        <source>ONNX models (*.onnx)</source>
        <translation>Modelli ONNX (*.onnx)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="163" />
        <source>Delete {} {}? Its file {} is gone for good.</source>
        <translation>Eliminare {} {}? Il suo file {} verrà eliminato definitivamente.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="167" />
        <source>Remove Model</source>
        <translation>Rimuovi modello</translation>
    </message>
</context><context>
    <name>ModelsPart</name>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="216" />
        <source>Models…</source>
        <translation>Modelli…</translation>
    </message>
</context><context>
    <name>Offer</name>
    <message>
        <location filename="../../geogap_plugin/gui/offers.py" line="93" />
        <source>Provider</source>
        <translation>Fornitore</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/offers.py" line="94" />
        <source>Period</source>
        <translation>Periodo</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/offers.py" line="95" />
        <source>Resolution</source>
        <translation>Risoluzione</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/offers.py" line="96" />
        <source>Licence</source>
        <translation>Licenza</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/offers.py" line="97" />
        <source>Citation</source>
        <translation>Citazione</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/offers.py" line="168" />
        <location filename="../../geogap_plugin/gui/offers.py" line="130" />
        <source>{} to now, by month</source>
        <translation>Da {} a oggi, mensile</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/offers.py" line="147" />
        <source>Land surface temperature at any hour of day and night, between 54° S and 54° N, from the Space Station.</source>
        <translation>Temperatura superficiale del suolo a qualsiasi ora del giorno e della notte, tra 54° S e 54° N, dalla Stazione Spaziale.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/offers.py" line="151" />
        <source>{} to now, every few days</source>
        <translation>Da {} a oggi, ogni pochi giorni</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/offers.py" line="200" />
        <location filename="../../geogap_plugin/gui/offers.py" line="152" />
        <source>{:.0f} m</source>
        <translation>{:.0f} m</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/offers.py" line="170" />
        <source>{} to now, by hour</source>
        <translation>Da {} a oggi, orario</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/offers.py" line="213" />
        <source>Another STAC catalogue</source>
        <translation>Un altro catalogo STAC</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/offers.py" line="214" />
        <source>Your own</source>
        <translation>Personalizzati</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/offers.py" line="217" />
        <source>Any STAC API: enter its address, the id of a collection, and the names of the assets that you want.</source>
        <translation>Qualsiasi API STAC: inserire il suo indirizzo, l'id di una collezione e i nomi degli asset desiderati.</translation>
    </message>
</context><context>
    <name>OfferStrip</name>
    <message>
        <location filename="../../geogap_plugin/gui/offer_strip.py" line="24" />
        <source>Calendar of what exists</source>
        <translation>Calendario dei dati esistenti</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/offer_strip.py" line="69" />
        <source>{}: exists</source>
        <translation>{}: esiste</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/offer_strip.py" line="69" />
        <source>{}: no product has this month</source>
        <translation>{}: nessun prodotto ha questo mese</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/offer_strip.py" line="71" />
        <source>{}: clouds unknown</source>
        <translation>{}: nuvole non note</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/offer_strip.py" line="72" />
        <source>{}: {:.0%} clouds</source>
        <translation>{}: {:.0%} di nuvole</translation>
    </message>
</context><context>
    <name>OptionsPage</name>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="56" />
        <source>Automatic</source>
        <translation>Automatico</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="67" />
        <location filename="../../geogap_plugin/gui/options.py" line="57" />
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="65" />
        <source>The environment variable {} names the folder</source>
        <translation>La variabile d'ambiente {} indica la cartella</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="70" />
        <source>Empty…</source>
        <translation>Svuota…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="71" />
        <source>Copy Diagnostics</source>
        <translation>Copia diagnostica</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="87" />
        <source>Default method</source>
        <translation>Metodo predefinito</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="87" />
        <source>What “Method” is unless you choose another.</source>
        <translation>Il valore di “Metodo” se non si sceglie altro.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="88" />
        <source>Threads</source>
        <translation>Thread</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="88" />
        <source>Of the process that runs models.</source>
        <translation>Del processo che esegue i modelli.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="91" />
        <source>Memory limit</source>
        <translation>Limite di memoria</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="93" />
        <source>What “Memory limit” is unless you change it; the results do not depend on it.</source>
        <translation>Il valore di “Limite di memoria” se non viene modificato; i risultati non ne dipendono.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="95" />
        <source>Model folder</source>
        <translation>Cartella dei modelli</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="95" />
        <source>Where models of your own are installed.</source>
        <translation>Dove si installano i propri modelli.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="103" />
        <source>Folder</source>
        <translation>Cartella</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="105" />
        <source>Downloads are kept in a folder of their own inside this one.</source>
        <translation>I download sono conservati in una cartella dedicata all'interno di questa.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="107" />
        <source>Limit</source>
        <translation>Limite</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="107" />
        <source>What was used longest ago is deleted first.</source>
        <translation>Ciò che non si usa da più tempo viene eliminato per primo.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="108" />
        <source>In use</source>
        <translation>In uso</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="114" />
        <source>ONNX Runtime</source>
        <translation>ONNX Runtime</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="115" />
        <source>Credentials</source>
        <translation>Credenziali</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="116" />
        <source>Filling</source>
        <translation>Riempimento</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="117" />
        <source>Downloads</source>
        <translation>Download</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="145" />
        <source>Copied. It holds no secrets; paste it into your report.</source>
        <translation>Copiata. Non contiene segreti; incollarla nella segnalazione.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="150" />
        <source>Delete all downloads in {}? They will be fetched again when they are needed.</source>
        <translation>Eliminare tutti i download in {}? Verranno scaricati di nuovo quando serviranno.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="153" />
        <source>Empty Cache</source>
        <translation>Svuota cache</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="155" />
        <source>Deleting downloads</source>
        <translation>Eliminazione dei download</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="162" />
        <source>Measuring…</source>
        <translation>Misurazione…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="163" />
        <source>Measuring the downloads</source>
        <translation>Misurazione dei download</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="168" />
        <source>{:,.0f} MB</source>
        <translation>{:,.0f} MB</translation>
    </message>
</context><context>
    <name>OptionsPart</name>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="204" />
        <source>Options…</source>
        <translation>Opzioni…</translation>
    </message>
</context><context>
    <name>Pictures</name>
    <message>
        <location filename="../../geogap_plugin/gui/pictures.py" line="47" />
        <source>Fetching small pictures of scenes</source>
        <translation>Scaricamento di piccole immagini delle scene</translation>
    </message>
</context><context>
    <name>Predictors</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/cloud_predictors.py" line="72" />
        <source>Left out: {}</source>
        <translation>Esclusi: {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/cloud_predictors.py" line="78" />
        <source>Left out: {} holds classes, which the regression cannot use.</source>
        <translation>Escluso: {} contiene classi, che la regressione non può usare.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/matching.py" line="204" />
        <location filename="../../geogap_plugin/algorithms/matching.py" line="149" />
        <source>“{}” would mix classes and was not done</source>
        <translation>“{}” mescolerebbe le classi e non è stato fatto</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/matching.py" line="155" />
        <source>cells: {}</source>
        <translation>celle: {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/matching.py" line="157" />
        <source>on the target's grid already</source>
        <translation>già sulla griglia di destinazione</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/matching.py" line="167" />
        <source>classes, never averaged ({})</source>
        <translation>classi, mai mediate ({})</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/matching.py" line="168" />
        <source>named as such</source>
        <translation>così indicato</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/matching.py" line="186" />
        <source>one date ({}), which stands for all</source>
        <translation>una data ({}), che vale per tutte</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/matching.py" line="188" />
        <source>no date, stands for all</source>
        <translation>nessuna data, vale per tutte</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/matching.py" line="193" />
        <source>it has {} dates, and the target {} has none that they could meet. Name the target's band by its date, or date it with “Build series”.</source>
        <translation>ha {} date, e la destinazione {} non ne ha con cui possano incontrarsi. Dare alla banda della destinazione il nome della sua data, o datarla con “Crea serie”.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/matching.py" line="222" />
        <source>none of its dates from {} to {} ({}) gives a value for the target, which reaches from {} to {}. Choose series of the same time, another way to match dates, or a larger tolerance.</source>
        <translation>nessuna delle sue date dal {} al {} ({}) dà un valore per la destinazione, che va dal {} al {}. Scegliere serie dello stesso periodo, un altro modo di associare le date o una tolleranza maggiore.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/matching.py" line="230" />
        <source>{} of {} dates of the target met</source>
        <translation>incontrate {} di {} date della destinazione</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/matching.py" line="232" />
        <source>the sum is in {}</source>
        <translation>la somma è in {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/matching.py" line="234" />
        <source>it has no unit, and values were added as they are</source>
        <translation>non ha unità, e i valori sono stati sommati così come sono</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/matching.py" line="250" />
        <source>dates: {} within {}</source>
        <translation>date: {} entro {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/matching.py" line="252" />
        <source>dates: {} over the period of each date ({})</source>
        <translation>date: {} sul periodo di ogni data ({})</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/matching.py" line="253" />
        <source>dates: {} over the {} up to each date</source>
        <translation>date: {} su {} fino a ogni data</translation>
    </message>
</context><context>
    <name>ProductTree</name>
    <message>
        <location filename="../../geogap_plugin/gui/product_tree.py" line="21" />
        <source>Products by provider</source>
        <translation>Prodotti per fornitore</translation>
    </message>
</context><context>
    <name>QueueView</name>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="197" />
        <source>Queue</source>
        <translation>Coda</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="197" />
        <source>Size</source>
        <translation>Dimensione</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="197" />
        <source>Progress</source>
        <translation>Avanzamento</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="197" />
        <source>State</source>
        <translation>Stato</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="198" />
        <source>Queue of fetches</source>
        <translation>Coda dei download</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="204" />
        <source>What went wrong</source>
        <translation>Che cosa è andato storto</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="207" />
        <source>Pause</source>
        <translation>Pausa</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="209" />
        <source>Keeps what has arrived</source>
        <translation>Mantiene ciò che è arrivato</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="213" />
        <source>Resume</source>
        <translation>Riprendi</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="213" />
        <source>Goes on where it stopped</source>
        <translation>Riprende da dove si era fermato</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="216" />
        <source>Retry</source>
        <translation>Riprova</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="218" />
        <source>Tries again; what has arrived is not fetched again</source>
        <translation>Prova di nuovo; ciò che è arrivato non viene scaricato un'altra volta</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="222" />
        <source>Cancel</source>
        <translation>Annulla</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="222" />
        <source>Stops and leaves no output</source>
        <translation>Si ferma e non lascia risultati</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="225" />
        <source>Remove Finished</source>
        <translation>Rimuovi completati</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="225" />
        <source>The files and layers stay</source>
        <translation>I file e i layer restano</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="228" />
        <source>Copy Message</source>
        <translation>Copia messaggio</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="228" />
        <source>What went wrong, with all details</source>
        <translation>Che cosa è andato storto, con tutti i dettagli</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="269" />
        <source>Waiting</source>
        <translation>In attesa</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="270" />
        <source>Running</source>
        <translation>In esecuzione</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="271" />
        <source>Pausing…</source>
        <translation>Messa in pausa…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="272" />
        <source>Paused</source>
        <translation>In pausa</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="273" />
        <source>Done</source>
        <translation>Completato</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="274" />
        <source>Failed</source>
        <translation>Non riuscito</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="275" />
        <source>Cancelled</source>
        <translation>Annullato</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="289" />
        <source>Progress of {}</source>
        <translation>Avanzamento di {}</translation>
    </message>
</context><context>
    <name>RegionStep</name>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="41" />
        <source>1  Region</source>
        <translation>1  Regione</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="42" />
        <source>Step 1, region</source>
        <translation>Passo 1, regione</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="52" />
        <source>Everything</source>
        <translation>Tutto</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="52" />
        <source>The whole series</source>
        <translation>L'intera serie</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="53" />
        <source>Map View</source>
        <translation>Vista mappa</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="53" />
        <source>What the map shows now</source>
        <translation>Ciò che la mappa mostra ora</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="54" />
        <source>Rectangle</source>
        <translation>Rettangolo</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="54" />
        <source>Draw a rectangle on the map</source>
        <translation>Disegna un rettangolo sulla mappa</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="55" />
        <source>Polygon</source>
        <translation>Poligono</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="55" />
        <source>Draw a polygon: click its corners, a right click ends it</source>
        <translation>Disegna un poligono: clic sui vertici, clic destro per terminare</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="56" />
        <source>Layer</source>
        <translation>Layer</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="56" />
        <source>The polygons of a layer, or its selected features</source>
        <translation>I poligoni di un layer, o i suoi elementi selezionati</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="57" />
        <source>Place</source>
        <translation>Luogo</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="57" />
        <source>A river basin or a country by its name</source>
        <translation>Un bacino idrografico o un paese per nome</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="75" />
        <source>Polygon layer</source>
        <translation>Layer di poligoni</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="76" />
        <source>Selected features only</source>
        <translation>Solo elementi selezionati</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="77" />
        <source>Use</source>
        <translation>Usa</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="77" />
        <source>Take these polygons</source>
        <translation>Usa questi poligoni</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="89" />
        <source>The region in words</source>
        <translation>Descrizione della regione</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="107" />
        <source>Type a name</source>
        <translation>Digitare un nome</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="108" />
        <source>River basin or country</source>
        <translation>Bacino idrografico o paese</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="126" />
        <source>Drag a rectangle on the map.</source>
        <translation>Trascinare un rettangolo sulla mappa.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="128" />
        <source>Click the corners on the map; a right click or Enter ends the polygon.</source>
        <translation>Fare clic sui vertici sulla mappa; un clic destro o Invio termina il poligono.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="133" />
        <source>Choose a polygon layer and press “Use”.</source>
        <translation>Scegliere un layer di poligoni e premere “Usa”.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="152" />
        <source>polygon</source>
        <translation>poligono</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="157" />
        <source>The project has no polygon layer.</source>
        <translation>Il progetto non ha layer di poligoni.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="165" />
        <source>Choose a river basin or a country.</source>
        <translation>Scegliere un bacino idrografico o un paese.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="168" />
        <source>{} basin</source>
        <translation>{} (bacino)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="190" />
        <source>Several places are named so: {}</source>
        <translation>Più luoghi si chiamano così: {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="192" />
        <source>There is no river basin and no country named “{}”.</source>
        <translation>Non c'è alcun bacino idrografico né paese di nome “{}”.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="205" />
        <source>The whole series.</source>
        <translation>L'intera serie.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="208" />
        <source>{}: {}. Series are cut to the rectangle around it.</source>
        <translation>{}: {}. Le serie vengono ritagliate sul rettangolo che lo racchiude.</translation>
    </message>
</context><context>
    <name>RegionsAlgorithm</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/regions.py" line="41" />
        <source>Regions</source>
        <translation>Regioni</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/regions.py" line="47" />
        <source>Name of the regions</source>
        <translation>Nome delle regioni</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/regions.py" line="49" />
        <source>The field that names the regions. Empty: they are called by their feature id.</source>
        <translation>Il campo che dà il nome alle regioni. Vuoto: si usa l'id dell'elemento.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/regions.py" line="64" />
        <source>“Regions” could not be opened. Choose a polygon layer.</source>
        <translation>Non è stato possibile aprire “Regioni”. Scegliere un layer di poligoni.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/regions.py" line="69" />
        <source>“Regions” holds no polygon.</source>
        <translation>“Regioni” non contiene poligoni.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/regions.py" line="72" />
        <source>region {}</source>
        <translation>regione {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/regions.py" line="75" />
        <source>The region “{}” has no area and is left out.</source>
        <translation>La regione “{}” non ha area e viene esclusa.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/regions.py" line="85" />
        <source>{:.1%} of the region “{}” lies inside the raster; the rest has no values.</source>
        <translation>{:.1%} della regione “{}” si trova all'interno del raster; il resto non ha valori.</translation>
    </message>
</context><context>
    <name>RunBar</name>
    <message>
        <location filename="../../geogap_plugin/gui/widgets.py" line="74" />
        <source>Progress</source>
        <translation>Avanzamento</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/widgets.py" line="75" />
        <source>Cancel</source>
        <translation>Annulla</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/widgets.py" line="77" />
        <source>What went wrong</source>
        <translation>Che cosa è andato storto</translation>
    </message>
</context><context>
    <name>RuntimePanel</name>
    <message>
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="68" />
        <source>State of ONNX Runtime</source>
        <translation>Stato di ONNX Runtime</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="71" />
        <source>Folder with an onnxruntime wheel</source>
        <translation>Cartella con un wheel di onnxruntime</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="72" />
        <source>Empty: download from the package index</source>
        <translation>Vuoto: scarica dall'indice dei pacchetti</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="114" />
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="73" />
        <source>Offline folder</source>
        <translation>Cartella offline</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="74" />
        <source>Install</source>
        <translation>Installa</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="75" />
        <source>Remove</source>
        <translation>Rimuovi</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="76" />
        <source>Cancel Installation</source>
        <translation>Annulla installazione</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="79" />
        <source>Installation is running</source>
        <translation>L'installazione è in corso</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="86" />
        <source>Log of the installation</source>
        <translation>Log dell'installazione</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="99" />
        <source>Trained models run with ONNX Runtime, in a process of their own. It is installed into GeoGap's folder in the QGIS profile (about 20 MB to download), never into QGIS's Python. The other methods do not need it.</source>
        <translation>I modelli addestrati vengono eseguiti con ONNX Runtime, in un processo separato. Si installa nella cartella di GeoGap nel profilo di QGIS (circa 20 MB da scaricare), mai nel Python di QGIS. Gli altri metodi non lo richiedono.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="127" />
        <source>Looking for ONNX Runtime…</source>
        <translation>Ricerca di ONNX Runtime…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="128" />
        <source>Looking for ONNX Runtime</source>
        <translation>Ricerca di ONNX Runtime</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="135" />
        <source>Installing ONNX Runtime</source>
        <translation>Installazione di ONNX Runtime</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="161" />
        <source>Installing…</source>
        <translation>Installazione…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="170" />
        <source>The installation was cancelled; nothing has changed.</source>
        <translation>L'installazione è stata annullata; non è cambiato nulla.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="176" />
        <source>ONNX Runtime is not installed.</source>
        <translation>ONNX Runtime non è installato.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="178" />
        <source>ONNX Runtime {} of the system's Python</source>
        <translation>ONNX Runtime {} del Python di sistema</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="180" />
        <source>ONNX Runtime {} in {}</source>
        <translation>ONNX Runtime {} in {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="182" />
        <source>The environment variable {} names this folder.</source>
        <translation>La variabile d'ambiente {} indica questa cartella.</translation>
    </message>
</context><context>
    <name>SceneAlgorithm</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="151" />
        <source>First day</source>
        <translation>Primo giorno</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="151" />
        <source>The first day, UTC.</source>
        <translation>Il primo giorno, UTC.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="152" />
        <source>Last day</source>
        <translation>Ultimo giorno</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="152" />
        <source>The last day, UTC. Empty: today.</source>
        <translation>L'ultimo giorno, UTC. Vuoto: oggi.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="158" />
        <source>Resolution</source>
        <translation>Risoluzione</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="159" />
        <source>Size of the cells in the units of the coordinate reference system. Empty: that of the scenes.</source>
        <translation>Dimensione delle celle nelle unità del sistema di riferimento delle coordinate. Vuoto: quella delle scene.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="165" />
        <source>List only</source>
        <translation>Solo elenco</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="166" />
        <source>Search, list and estimate the size, but download no scene.</source>
        <translation>Cerca, elenca e stima la dimensione, ma non scarica alcuna scena.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="172" />
        <source>Grid of another raster</source>
        <translation>Griglia di un altro raster</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="173" />
        <source>Take the cells of this raster, whatever resolution and region say.</source>
        <translation>Usa le celle di questo raster, qualunque siano la risoluzione e la regione indicate.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="177" />
        <source>Coordinate reference system</source>
        <translation>Sistema di riferimento delle coordinate</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="178" />
        <source>Of the series. Empty: that of most of the scenes.</source>
        <translation>Della serie. Vuoto: quello della maggior parte delle scene.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="183" />
        <source>Only these scenes</source>
        <translation>Solo queste scene</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="184" />
        <source>Ids with commas between them, as “Footprints” lists them. Empty: all that are found.</source>
        <translation>Id separati da virgole, come elencati in “Impronte”. Vuoto: tutte quelle trovate.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="190" />
        <source>Quality layers</source>
        <translation>Layer di qualità</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="191" />
        <source>What makes a pixel unusable; see the help. Empty: what is known of the collection.</source>
        <translation>Che cosa rende inutilizzabile un pixel; si veda la guida. Vuoto: quanto è noto della collezione.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="197" />
        <source>Resampling</source>
        <translation>Ricampionamento</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="199" />
        <source>How pixels become cells. “auto” averages smaller pixels and interpolates larger ones; classes and bits want “nearest” or “mode”.</source>
        <translation>Come i pixel diventano celle. “auto” fa la media dei pixel più piccoli e interpola quelli più grandi; per classi e bit servono “nearest” o “mode”.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="207" />
        <source>Most to download (MB)</source>
        <translation>Massimo da scaricare (MB)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="208" />
        <source>A search that would download more than about this stops before it does.</source>
        <translation>Una ricerca che scaricherebbe più di questa quantità circa si ferma prima di farlo.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="212" />
        <source>Leave out damaged scenes</source>
        <translation>Escludi scene danneggiate</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="213" />
        <source>Go on without scenes whose files cannot be read, and name them, instead of stopping.</source>
        <translation>Prosegue senza le scene i cui file non possono essere letti e le elenca, invece di fermarsi.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="223" />
        <source>Footprints</source>
        <translation>Impronte</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="228" />
        <source>Outlines of the scenes with date, clouds and the address of a small picture.</source>
        <translation>I contorni delle scene con data, nuvole e indirizzo di una piccola immagine.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="230" />
        <source>The list of the scenes with small pictures.</source>
        <translation>L'elenco delle scene con piccole immagini.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="232" />
        <source>Number of scenes</source>
        <translation>Numero di scene</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="233" />
        <source>Number of dates</source>
        <translation>Numero di date</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="246" />
        <source>“First day” is empty. Choose the period.</source>
        <translation>“Primo giorno” è vuoto. Scegliere il periodo.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="261" />
        <source>The region of the chosen raster has no place in longitude and latitude.</source>
        <translation>La regione del raster scelto non ha una posizione in longitudine e latitudine.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="267" />
        <source>“Region” is empty. Draw a rectangle, or choose the grid of another raster.</source>
        <translation>“Regione” è vuoto. Disegnare un rettangolo o scegliere la griglia di un altro raster.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="272" />
        <source>“Grid of another raster” cannot be opened.</source>
        <translation>Non è possibile aprire “Griglia di un altro raster”.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="322" />
        <source>{} has no quality layer “{}”. It has {}. Write “{}” to mask nothing.</source>
        <translation>{} non ha il layer di qualità “{}”. Sono presenti {}. Scrivere “{}” per non mascherare nulla.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="344" />
        <source>{} of “{}” are not among the scenes that were found: {}.</source>
        <translation>{} scene di “{}” non sono tra quelle trovate: {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="374" />
        <source>{} scenes; {} x {} cells of {:g}; about {} to read, before compression.</source>
        <translation>{} scene; {} x {} celle di {:g}; circa {} da leggere, prima della compressione.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="382" />
        <source>Catalogue</source>
        <translation>Catalogo</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="383" />
        <source>Collection</source>
        <translation>Collezione</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="384" />
        <source>Period</source>
        <translation>Periodo</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="385" />
        <source>To read, before compression</source>
        <translation>Da leggere, prima della compressione</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="386" />
        <source>Licence</source>
        <translation>Licenza</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="388" />
        <source>{} scenes, about {}.</source>
        <translation>{} scene, circa {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="390" />
        <source>Satellite scenes</source>
        <translation>Scene satellitari</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="401" />
        <source>About {:,.0f} MB would be downloaded, and “Most to download” is {:,} MB. Choose a smaller region, a shorter period, fewer clouds or a coarser resolution, or raise the limit.</source>
        <translation>Verrebbero scaricati circa {:,.0f} MB e “Massimo da scaricare” è {:,} MB. Scegliere una regione più piccola, un periodo più breve, meno nuvole o una risoluzione meno fine, oppure aumentare il limite.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="433" />
        <source>{:,.1f} MB downloaded; {} of {} cuts were there already.</source>
        <translation>{:,.1f} MB scaricati; {} ritagli su {} erano già presenti.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="464" />
        <source>No scene has a value of “{}” in the region.</source>
        <translation>Nessuna scena ha un valore di “{}” nella regione.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="475" />
        <source>{}: {} dates, on average {:.0f} % of the cells have a value.</source>
        <translation>{}: {} date, in media il {:.0f} % delle celle ha un valore.</translation>
    </message>
</context><context>
    <name>SceneTable</name>
    <message>
        <location filename="../../geogap_plugin/gui/scene_table.py" line="72" />
        <source>Time (UTC)</source>
        <translation>Ora (UTC)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/scene_table.py" line="72" />
        <source>Clouds (%)</source>
        <translation>Nuvole (%)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/scene_table.py" line="72" />
        <source>Size (MB)</source>
        <translation>Dimensione (MB)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/scene_table.py" line="72" />
        <source>Platform</source>
        <translation>Piattaforma</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/scene_table.py" line="72" />
        <source>Scene</source>
        <translation>Scena</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/scene_table.py" line="74" />
        <source>Scenes that were found</source>
        <translation>Scene trovate</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/scene_table.py" line="75" />
        <source>The space bar ticks and unticks; unticked scenes are not fetched</source>
        <translation>La barra spaziatrice mette e toglie la spunta; le scene senza spunta non vengono scaricate</translation>
    </message>
</context><context>
    <name>ScenesAlgorithm</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/scenes.py" line="43" />
        <source>Scenes</source>
        <translation>Scene</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scenes.py" line="52" />
        <source>Stable ground</source>
        <translation>Terreno stabile</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scenes.py" line="60" />
        <source>The mask marks</source>
        <translation>La maschera indica</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scenes.py" line="62" />
        <source>What the polygons, or the raster's values other than zero, stand for: “stable” ground, or what is “moving”, such as glacier outlines.</source>
        <translation>Che cosa rappresentano i poligoni, o i valori del raster diversi da zero: il terreno “stable”, oppure ciò che è “moving”, come i contorni dei ghiacciai.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scenes.py" line="71" />
        <source>Dates</source>
        <translation>Date</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scenes.py" line="72" />
        <source>How to read the dates where they cannot be detected: a pattern of the file names such as %Y%m%d, or the dates themselves, separated by commas, in the order of the scenes.</source>
        <translation>Come leggere le date dove non si riconoscono: un modello dei nomi dei file come %Y%m%d, oppure le date stesse, separate da virgole, nell'ordine delle scene.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scenes.py" line="79" />
        <source>Band</source>
        <translation>Banda</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scenes.py" line="80" />
        <source>Name or number of the band that is compared where scenes have several bands, or the variable of a NetCDF file. A band with much contrast on rock and ice, such as near infrared, is best.</source>
        <translation>Nome o numero della banda che viene confrontata quando le scene hanno più bande, oppure la variabile di un file NetCDF. La migliore è una banda con molto contrasto su roccia e ghiaccio, come l'infrarosso vicino.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scenes.py" line="100" />
        <source>“Scenes”: {} is given twice.</source>
        <translation>“Scene”: {} è indicato due volte.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scenes.py" line="130" />
        <source>“Stable ground”: {} is no raster or polygon layer.</source>
        <translation>“Terreno stabile”: {} non è né un raster né un layer di poligoni.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scenes.py" line="144" />
        <source>The scenes have no coordinate reference system, so that polygons have no place in them.</source>
        <translation>Le scene non hanno un sistema di riferimento delle coordinate, quindi i poligoni non vi hanno posizione.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scenes.py" line="159" />
        <source>“Stable ground”: no polygon meets the scenes. Check the coordinate system of both.</source>
        <translation>“Terreno stabile”: nessun poligono incontra le scene. Controllare il sistema di coordinate di entrambi.</translation>
    </message>
</context><context>
    <name>ScoreGaps</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="74" />
        <source>Score gap filling</source>
        <translation>Valuta riempimento lacune</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="75" />
        <source>Judge</source>
        <translation>Valuta</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="76" />
        <source>Hides known values, fills them, and says in words whether to trust the filling.</source>
        <translation>Nasconde valori noti, li riempie e dice a parole se il riempimento è affidabile.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="77" />
        <source>Known values are hidden, filled from what is left, and compared with what was really there. Whatever a method learns, and whatever chooses, combines or calibrates methods, learns it without the hidden values.

How values are hidden decides what is judged. “own” lays the series' own gaps over other dates. “block” hides all cells for a stretch of time, “scattered” single dates, “begin” the beginning of the record, “cloud” lays the cloud shapes of some images over others. “region” hides one region after the other for a stretch of time, with 300 km around it; methods that work cell by cell use nothing of a cell's neighbours, so that this judges the choice between methods and the calibration of their uncertainty, both learnt outside the region.

“auto” scores every method and their combination; another method is scored beside the simple ones.

The table gives each method's scores over everything, by the length of the gap and by latitude, with the bounds of 90 % bootstrap intervals over the gaps. Errors are weighted by the area of the cells; NSE, KGE and PCC are the median over the cells. Filling is to be trusted where it is surely better than the cell's mean and than the season, explains half of the variance, is not beaten by a simple method, and its 90 % intervals hold at least 80 % of the hidden values.</source>
        <translation>Valori noti vengono nascosti, riempiti a partire da ciò che resta e confrontati con ciò che c'era davvero. Tutto ciò che un metodo apprende, e tutto ciò che sceglie, combina o calibra i metodi, lo apprende senza i valori nascosti.

Il modo di nascondere i valori decide che cosa si valuta. “own” sovrappone le lacune della serie ad altre date. “block” nasconde tutte le celle per un tratto di tempo, “scattered” singole date, “begin” l'inizio della serie storica, “cloud” sovrappone le forme delle nuvole di alcune immagini ad altre. “region” nasconde una regione dopo l'altra per un tratto di tempo, con 300 km intorno; i metodi che lavorano cella per cella non usano nulla delle celle vicine, quindi si valutano la scelta tra i metodi e la calibrazione della loro incertezza, entrambe apprese fuori dalla regione.

“auto” valuta ogni metodo e la loro combinazione; un altro metodo viene valutato accanto a quelli semplici.

La tabella riporta i punteggi di ogni metodo nel complesso, per lunghezza della lacuna e per latitudine, con i limiti degli intervalli bootstrap al 90 % sulle lacune. Gli errori sono pesati con l'area delle celle; NSE, KGE e PCC sono la mediana sulle celle. Il riempimento è affidabile dove è sicuramente migliore della media della cella e della stagione, spiega metà della varianza, non è superato da un metodo semplice e i suoi intervalli al 90 % contengono almeno l'80 % dei valori nascosti.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="98" />
        <source>The method to score; “auto” scores all of them and their combination, which “Fill series” takes.</source>
        <translation>Il metodo da valutare; “auto” li valuta tutti insieme alla loro combinazione, quella usata da “Riempi serie”.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="102" />
        <source>What to hide</source>
        <translation>Che cosa nascondere</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="104" />
        <source>“own”: the series' own gaps on other dates. “block”: stretches of time. “scattered”: single dates. “begin”: the beginning. “region”: regions with 300 km around them. “cloud”: real cloud shapes.</source>
        <translation>“own”: le lacune della serie su altre date. “block”: tratti di tempo. “scattered”: singole date. “begin”: l'inizio. “region”: regioni con 300 km intorno. “cloud”: forme reali di nuvole.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="111" />
        <source>Repetitions</source>
        <translation>Ripetizioni</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="112" />
        <source>How often values are hidden, each time other ones; more take longer and narrow the intervals.</source>
        <translation>Quante volte si nascondono valori, ogni volta altri; un numero maggiore richiede più tempo e restringe gli intervalli.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="119" />
        <source>Length of a hidden stretch (epochs)</source>
        <translation>Lunghezza di un tratto nascosto (epoche)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="120" />
        <source>For “block”, “begin” and “region”; at most a quarter of the record. Empty: the longest gap of the series, or eleven epochs in a series without gaps.</source>
        <translation>Per “block”, “begin” e “region”; al massimo un quarto della serie storica. Vuoto: la lacuna più lunga della serie, o undici epoche in una serie senza lacune.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="129" />
        <source>Cells in the sample</source>
        <translation>Celle del campione</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="130" />
        <source>The table and the report are made from so many cells, spread evenly over the region. The map is made from every cell.</source>
        <translation>La tabella e il report si basano su questo numero di celle, distribuite in modo uniforme sulla regione. La mappa si basa su tutte le celle.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="139" />
        <source>Seed</source>
        <translation>Seme</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="140" />
        <source>Of everything that is drawn at random; the same seed hides the same values.</source>
        <translation>Di tutto ciò che viene estratto a caso; lo stesso seme nasconde gli stessi valori.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="147" />
        <source>Scores</source>
        <translation>Punteggi</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="149" />
        <source>A table with a row for each method over everything, each class of gap length and each band of latitude: all scores, each with the bounds of its 90 % interval (_low, _high).</source>
        <translation>Una tabella con una riga per ogni metodo nel complesso, per ogni classe di lunghezza delle lacune e per ogni fascia di latitudine: tutti i punteggi, ciascuno con i limiti del suo intervallo al 90 % (_low, _high).</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="156" />
        <source>Map of skill</source>
        <translation>Mappa dello skill</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="157" />
        <source>A raster of the method's scores in every cell: RMSE, NSE, NSE without the season, skill against the best simple baseline, bias, and the share of values inside the 90 % interval. It takes longer than all else where there are many cells.</source>
        <translation>Un raster dei punteggi del metodo in ogni cella: RMSE, NSE, NSE senza la stagione, skill rispetto al miglior metodo semplice, bias e frazione dei valori entro l'intervallo al 90 %. Con molte celle richiede più tempo di tutto il resto.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="165" />
        <source>A page that says whether to trust the filling, with pictures, and all scores explained.</source>
        <translation>Una pagina che dice se il riempimento è affidabile, con figure e la spiegazione di tutti i punteggi.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="167" />
        <source>RMSE of the method</source>
        <translation>RMSE del metodo</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="168" />
        <source>NSE of the method</source>
        <translation>NSE del metodo</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="169" />
        <source>Method with the lowest RMSE</source>
        <translation>Metodo con l'RMSE più basso</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="170" />
        <source>Whether to trust the filling</source>
        <translation>Affidabilità del riempimento</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="238" />
        <source>{} skill ({})</source>
        <translation>{} – skill ({})</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="262" />
        <source>The series has no value in this region. Choose another region.</source>
        <translation>La serie non ha valori in questa regione. Scegliere un'altra regione.</translation>
    </message>
</context><context>
    <name>SeriesDock</name>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="102" />
        <source>Series</source>
        <translation>Serie</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="140" />
        <source>Point at Cells</source>
        <translation>Indica celle</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="143" />
        <source>Click on the map to see the series of a cell. With Control, a click shows one more; while Shift is held, the plot follows the mouse.</source>
        <translation>Fare clic sulla mappa per vedere la serie di una cella. Con Ctrl un clic ne mostra un'altra in aggiunta; tenendo premuto Maiusc il grafico segue il mouse.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="151" />
        <source>Draw Polygon</source>
        <translation>Disegna poligono</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="152" />
        <source>Selected Features of the Active Layer</source>
        <translation>Elementi selezionati del layer attivo</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="153" />
        <source>Region of the GeoGap Panel</source>
        <translation>Regione del pannello GeoGap</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="156" />
        <source>Mean of Region</source>
        <translation>Media della regione</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="158" />
        <source>The area-weighted mean of a polygon, as “Zonal series” computes it</source>
        <translation>La media pesata con l'area di un poligono, come la calcola “Serie zonali”</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="161" />
        <source>Clear</source>
        <translation>Pulisci</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="162" />
        <source>Take away every series</source>
        <translation>Toglie tutte le serie</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="167" />
        <location filename="../../geogap_plugin/gui/series_dock.py" line="166" />
        <source>Layers whose series are shown</source>
        <translation>Layer di cui si mostrano le serie</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="168" />
        <source>Choose layers</source>
        <translation>Scegliere i layer</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="174" />
        <source>Baseline curve</source>
        <translation>Curva di base</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="175" />
        <source>A smooth curve fitted to the observed values, drawn behind them</source>
        <translation>Una curva regolare adattata ai valori osservati, disegnata dietro di essi</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="177" />
        <source>No baseline</source>
        <translation>Nessuna curva di base</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="178" />
        <source>Season means</source>
        <translation>Medie stagionali</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="179" />
        <source>Trend and harmonics</source>
        <translation>Trend e armoniche</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="184" />
        <source>Zoom Full</source>
        <translation>Zoom completo</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="185" />
        <source>Show the whole span of time (double click in the plot)</source>
        <translation>Mostra l'intero intervallo di tempo (doppio clic nel grafico)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="191" />
        <source>Export</source>
        <translation>Esporta</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="191" />
        <source>Save the plot as a picture, or its values as a table</source>
        <translation>Salva il grafico come immagine o i suoi valori come tabella</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="199" />
        <source>Message</source>
        <translation>Messaggio</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="389" />
        <source>The project has no series. Open a raster with one band for each date.</source>
        <translation>Il progetto non ha serie. Aprire un raster con una banda per ogni data.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="391" />
        <source>Click on the map to see what the chosen layers hold there.</source>
        <translation>Fare clic sulla mappa per vedere che cosa contengono lì i layer scelti.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="394" />
        <source>Press “Point at Cells” and click on the map to see what the chosen layers hold there.</source>
        <translation>Premere “Indica celle” e fare clic sulla mappa per vedere che cosa contengono lì i layer scelti.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="417" />
        <source>Click the corners of the polygon on the map; a right click ends it.</source>
        <translation>Fare clic sui vertici del poligono sulla mappa; un clic destro lo termina.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="422" />
        <source>polygon</source>
        <translation>poligono</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="427" />
        <source>Choose a polygon layer in the layer tree and select features of it first.</source>
        <translation>Scegliere prima un layer di poligoni nel pannello Layer e selezionarne degli elementi.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="436" />
        <source>The GeoGap panel has no region yet. Choose one there first.</source>
        <translation>Il pannello GeoGap non ha ancora una regione. Sceglierne prima una lì.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="447" />
        <source>region</source>
        <translation>regione</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="461" />
        <source>Reading dates</source>
        <translation>Lettura delle date</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="479" />
        <source>{}, mean of {}</source>
        <translation>{}, media di {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="482" />
        <source>Computing the mean of the region…</source>
        <translation>Calcolo della media della regione…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="528" />
        <source>Export series</source>
        <translation>Esporta serie</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="540" />
        <source>{} is written.</source>
        <translation>{} è stato scritto.</translation>
    </message>
</context><context>
    <name>SeriesPlot</name>
    <message>
        <location filename="../../geogap_plugin/gui/plot.py" line="43" />
        <source>Plot of the series</source>
        <translation>Grafico della serie</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/plot.py" line="131" />
        <source>{} ends in none of .png, .svg and .csv.</source>
        <translation>{} non termina con .png, .svg o .csv.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/plot.py" line="133" />
        <source>There is no series to export. Click on the map first.</source>
        <translation>Non c'è alcuna serie da esportare. Fare prima clic sulla mappa.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/plot.py" line="177" />
        <source>The plot needs matplotlib, which this QGIS lacks. Install it for QGIS's Python.</source>
        <translation>Il grafico richiede matplotlib, che manca in questo QGIS. Installarlo per il Python di QGIS.</translation>
    </message>
</context><context>
    <name>Study</name>
    <message>
        <location filename="../../geogap_plugin/gui/study.py" line="64" />
        <source>Opening {}</source>
        <translation>Apertura di {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/study.py" line="111" />
        <source>Reading dates</source>
        <translation>Lettura delle date</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/study.py" line="124" />
        <source>{} could not be opened.</source>
        <translation>Non è stato possibile aprire {}.</translation>
    </message>
</context><context>
    <name>SurfaceVelocity</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="88" />
        <source>Surface velocity</source>
        <translation>Velocità superficiale</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="89" />
        <source>Use</source>
        <translation>Usa</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="90" />
        <source>Measures how fast glaciers or other ground move between aligned scenes, in metres a year.</source>
        <translation>Misura la velocità con cui ghiacciai o altro terreno si muovono tra scene allineate, in metri all'anno.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="91" />
        <source>Windows of a scene are looked for in the next scene, to parts of a pixel. The result is a series with a band for each pair of scenes, dated by the middle between the two, of cells as large as the distance of the windows. Displacements are true metres on the ground to the true east and north, also on geographic grids.

Windows are dropped where the peak of the correlation stands out too little, and where a displacement departs from those around it (normalised median test, Westerweel and Scarano 2005).

What stable ground seems to move by is an error of the images: its median is taken off every pair, its spread is the uncertainty. Without a mask nothing is taken off, and the uncertainty says only how much neighbouring windows differ.

Scenes of the same season, some years apart and with little snow, show slow glaciers best: the error of a tenth of a pixel is divided by the time between them. The scenes must lie on one grid, see “Align scenes”.</source>
        <translation>Le finestre di una scena vengono cercate nella scena successiva, con precisione inferiore al pixel. Il risultato è una serie con una banda per ogni coppia di scene, datata a metà tra le due, con celle grandi quanto la distanza delle finestre. Gli spostamenti sono metri effettivi sul terreno verso l'est e il nord veri, anche su griglie geografiche.

Vengono scartate le finestre in cui il picco della correlazione emerge troppo poco e quelle il cui spostamento si discosta dai vicini (test della mediana normalizzata, Westerweel e Scarano 2005).

Il movimento apparente del terreno stabile è un errore delle immagini: la sua mediana viene sottratta da ogni coppia, la sua dispersione è l'incertezza. Senza maschera non si sottrae nulla, e l'incertezza dice solo quanto differiscono le finestre vicine.

Scene della stessa stagione, a distanza di alcuni anni e con poca neve, mostrano al meglio i ghiacciai lenti: l'errore di un decimo di pixel è diviso per il tempo trascorso. Le scene devono trovarsi su una sola griglia, vedere “Allinea scene”.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="108" />
        <source>Aligned scenes on one grid, such as “Align scenes” writes: files of one date each, a series with a band for each date, or a folder of them.</source>
        <translation>Scene allineate su una sola griglia, come le scrive “Allinea scene”: file di una data ciascuno, una serie con una banda per data, oppure una cartella che li contiene.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="113" />
        <source>Polygons or a raster of ground that stands still, or of what moves.</source>
        <translation>Poligoni o un raster del terreno che sta fermo, oppure di ciò che si muove.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="116" />
        <source>Window (cells)</source>
        <translation>Finestra (celle)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="117" />
        <source>Side of the windows that are matched. Larger windows are found more surely, smaller ones show more detail.</source>
        <translation>Lato delle finestre che vengono confrontate. Le finestre più grandi si ritrovano con più sicurezza, le più piccole mostrano più dettagli.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="124" />
        <source>Distance of the windows (cells)</source>
        <translation>Distanza delle finestre (celle)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="126" />
        <source>Side of a cell of the result. Empty: half a window.</source>
        <translation>Lato di una cella del risultato. Vuoto: mezza finestra.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="129" />
        <source>Least time between scenes (days)</source>
        <translation>Tempo minimo tra le scene (giorni)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="130" />
        <source>Every scene is paired with the next one that is so much later: 0 pairs neighbours, 700 scenes two years apart.</source>
        <translation>Ogni scena viene accoppiata con la prossima che è più tarda di tanto: 0 accoppia le vicine, 700 scene a distanza di due anni.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="138" />
        <source>Largest difference of season (days)</source>
        <translation>Differenza massima di stagione (giorni)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="143" />
        <source>Scenes are paired only if their days of the year differ by no more, so that snow and shadows are alike. Empty: any season.</source>
        <translation>Le scene vengono accoppiate solo se i loro giorni dell'anno non differiscono di più, in modo che neve e ombre siano simili. Vuoto: qualsiasi stagione.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="149" />
        <source>Largest speed (metres a year)</source>
        <translation>Velocità massima (metri all'anno)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="150" />
        <source>How far windows are looked for. The larger, the slower and the less sure.</source>
        <translation>Fin dove vengono cercate le finestre. Più è grande, più il calcolo è lento e meno sicuro.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="155" />
        <source>Speed</source>
        <translation>Velocità</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="156" />
        <source>A series of speeds, metres a year, with a band for each pair of scenes.</source>
        <translation>Una serie di velocità, in metri all'anno, con una banda per ogni coppia di scene.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="159" />
        <source>East component</source>
        <translation>Componente est</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="159" />
        <source>The velocity to the east, metres a year.</source>
        <translation>La velocità verso est, in metri all'anno.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="160" />
        <source>North component</source>
        <translation>Componente nord</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="160" />
        <source>The velocity to the north, metres a year.</source>
        <translation>La velocità verso nord, in metri all'anno.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="163" />
        <source>Uncertainty</source>
        <translation>Incertezza</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="164" />
        <source>One standard deviation of the speed, metres a year.</source>
        <translation>Una deviazione standard della velocità, in metri all'anno.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="171" />
        <source>Vectors</source>
        <translation>Vettori</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="176" />
        <source>A point for each window and pair, with speed, azimuth (degrees from north), components and quality; drawn as arrows.</source>
        <translation>Un punto per ogni finestra e coppia, con velocità, azimut (gradi dal nord), componenti e qualità; disegnato come freccia.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="181" />
        <source>Number of pairs</source>
        <translation>Numero di coppie</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="184" />
        <source>Spread of displacements on stable ground, median pair (metres)</source>
        <translation>Dispersione degli spostamenti sul terreno stabile, coppia mediana (metri)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="193" />
        <source>Correlation of</source>
        <translation>Correlazione di</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="198" />
        <source>“orientation” compares the directions of slopes, which shadows, snow and sensors change least; “ncc” compares local contrast.</source>
        <translation>“orientation” confronta le direzioni dei gradienti, che ombre, neve e sensori modificano meno; “ncc” confronta il contrasto locale.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="205" />
        <source>Least signal-to-noise ratio</source>
        <translation>Rapporto segnale-rumore minimo</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="206" />
        <source>How far the peak must stand above the mean of the other correlations, in their standard deviations.</source>
        <translation>Di quanto il picco deve superare la media delle altre correlazioni, in loro deviazioni standard.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="212" />
        <source>Least correlation</source>
        <translation>Correlazione minima</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="213" />
        <source>Windows whose peak is lower are dropped.</source>
        <translation>Le finestre con un picco più basso vengono scartate.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="244" />
        <source>“Stable ground”: only {} windows lie on it. Use a mask with more stable ground.</source>
        <translation>“Terreno stabile”: vi si trovano solo {} finestre. Usare una maschera con più terreno stabile.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="246" />
        <source>“Stable ground”: no window lies on it. Use another mask, or smaller windows.</source>
        <translation>“Terreno stabile”: nessuna finestra vi si trova. Usare un'altra maschera o finestre più piccole.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="251" />
        <source>There is no mask of stable ground: nothing is taken off the displacements, and the uncertainty says only how much neighbouring windows differ.</source>
        <translation>Non c'è una maschera del terreno stabile: agli spostamenti non si sottrae nulla, e l'incertezza dice solo quanto differiscono le finestre vicine.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="259" />
        <source>No window was found again in any pair of scenes. Use larger windows, a higher largest speed, or scenes of one season.</source>
        <translation>Nessuna finestra è stata ritrovata in alcuna coppia di scene. Usare finestre più grandi, una velocità massima più alta o scene di una sola stagione.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="297" />
        <source>None of the {} scenes, from {} to {}, can be paired: lower the least time between scenes, or allow a larger difference of season.</source>
        <translation>Nessuna delle {} scene, dal {} al {}, si può accoppiare: ridurre il tempo minimo tra le scene o ammettere una differenza di stagione maggiore.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="309" />
        <source>At {:g} metres a year the ground moves by {} cells in {:.0f} days, more than can be searched ({}). Lower the largest speed, or pair scenes that are nearer in time.</source>
        <translation>A {:g} metri all'anno il terreno si muove di {} celle in {:.0f} giorni, più di quanto si possa cercare ({}). Abbassare la velocità massima o accoppiare scene più vicine nel tempo.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="326" />
        <source>The scenes have {} x {} cells, too few for windows of {}. Choose smaller windows.</source>
        <translation>Le scene hanno {} x {} celle, troppo poche per finestre di {}. Scegliere finestre più piccole.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="372" />
        <source>{} to {} ({:.0f} days): {:.0%} of the windows found</source>
        <translation>dal {} al {} ({:.0f} giorni): {:.0%} delle finestre ritrovate</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="374" />
        <source>; stable ground seemed to move by {:.2f} m east and {:.2f} m north, with a spread of {:.2f} and {:.2f} m ({} windows)</source>
        <translation>; il terreno stabile sembrava muoversi di {:.2f} m a est e {:.2f} m a nord, con una dispersione di {:.2f} e {:.2f} m ({} finestre)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="381" />
        <source>{} to {}: only {} windows on stable ground were found again, so that nothing was taken off.</source>
        <translation>dal {} al {}: sul terreno stabile sono state ritrovate solo {} finestre, perciò non si è sottratto nulla.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="383" />
        <source>{} to {}: no window on stable ground was found again, so that nothing was taken off.</source>
        <translation>dal {} al {}: sul terreno stabile non è stata ritrovata alcuna finestra, perciò non si è sottratto nulla.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="482" />
        <source>{} speed</source>
        <translation>Velocità {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="483" />
        <source>{} velocity east</source>
        <translation>Velocità verso est {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="484" />
        <source>{} velocity north</source>
        <translation>Velocità verso nord {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="486" />
        <source>{} velocity uncertainty</source>
        <translation>Incertezza della velocità {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="504" />
        <source>{} velocity</source>
        <translation>Velocità {}</translation>
    </message>
</context><context>
    <name>TrainModel</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="79" />
        <source>Train model</source>
        <translation>Addestra modello</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="80" />
        <source>Models</source>
        <translation>Modelli</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="81" />
        <source>Trains a neural network for filling, on your own series or on synthetic ones, and adds it to the library.</source>
        <translation>Addestra una rete neurale per il riempimento, sulle proprie serie o su serie sintetiche, e la aggiunge alla libreria.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="84" />
        <source>The recipe “series” goes on training the bundled model on your own series. It learns from the first part of the record, chooses the best epoch on the next, and is scored on hidden blocks of the last one, with months that nobody uses in between. If the bundled model or its baseline does better there, it says so and keeps no new model. The other recipes make the bundled models again.

The recipe “stack”, or “clouds” with a stack to train on, goes on training the bundled model for clouds on your own images: clouds of some dates are laid over others, and what they hide is learnt, but for clouds that are kept for the scores. Where the bundled model or the regression without any does better there, no new model is kept. This takes minutes.

The recipe “lst” trains a network that tells land surface temperature, or another series of scenes, from predictors on its grid and dates: run “Match grid” first. Whole days and blocks of space are held out, and scored under clouds of other dates beside a regression that needs no training; where that does better, no model is kept. “Fill clouds” takes the model with the same predictors, found by their names.

Training runs in a Python environment of its own with TensorFlow, which QGIS never loads. It is made on first use ({size}) if you allow it.

Cancelling keeps the last checkpoint: the same run goes on after it. The folder that the log names holds a picture of the learning curve and logs for TensorBoard. “Fill series” finds the model by its name.</source>
        <translation>La ricetta “series” prosegue l'addestramento del modello incluso sulla propria serie. Apprende dalla prima parte della serie storica, sceglie l'epoca di addestramento migliore sulla successiva e viene valutata su blocchi nascosti dell'ultima, con mesi intermedi che nessuno usa. Se lì il modello incluso o la sua baseline fa meglio, lo segnala e non conserva un nuovo modello. Le altre ricette creano di nuovo i modelli inclusi.

La ricetta “stack”, oppure “clouds” con uno stack su cui addestrare, prosegue l'addestramento del modello incluso per le nuvole sulle proprie immagini: le nuvole di alcune date vengono sovrapposte ad altre e si apprende ciò che nascondono, tranne per le nuvole riservate ai punteggi. Dove il modello incluso o la regressione senza alcun modello fa meglio, non si conserva un nuovo modello. Bastano alcuni minuti.

La ricetta “lst” addestra una rete che ricava la temperatura superficiale del suolo, o un'altra serie di scene, da predittori sulla sua griglia e sulle sue date: eseguire prima “Allinea alla griglia”. Giorni interi e blocchi di spazio sono esclusi dall'addestramento e valutati sotto le nuvole di altre date accanto a una regressione che non richiede addestramento; dove questa fa meglio, non si conserva alcun modello. “Riempi nuvole” usa il modello con gli stessi predittori, riconosciuti dal nome.

L'addestramento si svolge in un ambiente Python separato con TensorFlow, che QGIS non carica mai. Viene creato al primo uso ({size}), se consentito.

L'annullamento conserva l'ultimo checkpoint: la stessa esecuzione riprende da lì. La cartella indicata nel log contiene un'immagine della curva di apprendimento e i log per TensorBoard. “Riempi serie” trova il modello in base al nome.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="113" />
        <source>Recipe</source>
        <translation>Ricetta</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="115" />
        <source>What is trained: “series” a model for your own series, “stack” one for the clouds in your own images, “lst” one that fills scenes from predictors, the others a bundled model again.</source>
        <translation>Che cosa si addestra: “series” un modello per la propria serie, “stack” uno per le nuvole nelle proprie immagini, “lst” uno che riempie scene a partire da predittori, le altre di nuovo un modello incluso.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="121" />
        <source>Series to train on</source>
        <translation>Serie su cui addestrare</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="122" />
        <source>For the recipe “series”: a GeoTIFF with dated bands, such as “Build series” writes, or a NetCDF file, with at least 72 epochs. For “stack” and “clouds”: a GeoTIFF of more than three images, with gaps. For “lst”: a GeoTIFF of scenes of at least three days; many more are better.</source>
        <translation>Per la ricetta “series”: un GeoTIFF con bande datate, come quello scritto da “Crea serie”, oppure un file NetCDF, con almeno 72 epoche. Per “stack” e “clouds”: un GeoTIFF con più di tre immagini, con lacune. Per “lst”: un GeoTIFF di scene di almeno tre giorni; molte di più è meglio.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="130" />
        <source>Predictors</source>
        <translation>Predittori</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="132" />
        <source>For the recipe “lst”: GeoTIFFs on the grid and the dates of the scenes, or without a date, as “Match grid” writes them.</source>
        <translation>Per la ricetta “lst”: GeoTIFF sulla griglia e sulle date delle scene, oppure senza data, come li scrive “Allinea alla griglia”.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="140" />
        <source>Product</source>
        <translation>Prodotto</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="145" />
        <source>For the recipe “lst”: what the model fills with. Scenes of a satellite that does not see through clouds make a clear-sky model. “all-weather” needs scenes that hold temperatures under clouds, and radiation or the air temperature at 2 m among the predictors. Empty: as in the recipe.</source>
        <translation>Per la ricetta “lst”: con che cosa riempie il modello. Le scene di un satellite che non vede attraverso le nuvole danno un modello a cielo sereno. “all-weather” richiede scene che contengono temperature sotto le nuvole, e la radiazione o la temperatura dell'aria a 2 m tra i predittori. Vuoto: come nella ricetta.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="152" />
        <source>Licence of the series</source>
        <translation>Licenza della serie</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="153" />
        <source>As it shall stand in the model's card, beside the name of the file.</source>
        <translation>Come deve comparire nella scheda del modello, accanto al nome del file.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="157" />
        <source>Recipe of your own</source>
        <translation>Ricetta personalizzata</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="159" />
        <source>A TOML file instead of the recipe above.</source>
        <translation>Un file TOML al posto della ricetta indicata sopra.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="163" />
        <source>Variable</source>
        <translation>Variabile</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="164" />
        <source>Name of the variable in a NetCDF file with several.</source>
        <translation>Nome della variabile in un file NetCDF che ne contiene più di una.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="168" />
        <source>Epochs</source>
        <translation>Epoche di addestramento</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="168" />
        <source>Passes over the training series. Empty: as in the recipe.</source>
        <translation>Passaggi sulle serie di addestramento. Vuoto: come nella ricetta.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="171" />
        <source>Training series</source>
        <translation>Serie di addestramento</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="172" />
        <source>How many series, or windows of your own series, are trained on. Empty: as in the recipe.</source>
        <translation>Su quante serie, o finestre della propria serie, si addestra. Vuoto: come nella ricetta.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="175" />
        <source>Seed</source>
        <translation>Seme</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="175" />
        <source>Of all random numbers. Empty: as in the recipe.</source>
        <translation>Di tutti i numeri casuali. Vuoto: come nella ricetta.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="184" />
        <source>Train from scratch</source>
        <translation>Addestra da zero</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="185" />
        <source>For the recipe “series”: begin with random weights instead of the bundled model's.</source>
        <translation>Per la ricetta “series”: inizia con pesi casuali invece che con quelli del modello incluso.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="189" />
        <source>Keep the model even if it is worse</source>
        <translation>Conserva il modello anche se è peggiore</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="190" />
        <source>For the recipe “series”: install the model even if the bundled one or the baseline does better.</source>
        <translation>Per la ricetta “series”: installa il modello anche se quello incluso o la baseline fa meglio.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="196" />
        <source>Make the training environment if it is missing</source>
        <translation>Crea l'ambiente di addestramento se manca</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="197" />
        <source>Downloads TensorFlow and what belongs to it into a folder of the QGIS profile: {}.</source>
        <translation>Scarica TensorFlow e ciò che gli occorre in una cartella del profilo di QGIS: {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="206" />
        <source>Model</source>
        <translation>Modello</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="207" />
        <source>ONNX files (*.onnx)</source>
        <translation>File ONNX (*.onnx)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="211" />
        <source>A copy of the model; it is added to the library in any case.</source>
        <translation>Una copia del modello, che viene comunque aggiunto alla libreria.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="213" />
        <source>Whether a model was installed</source>
        <translation>Se è stato installato un modello</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="214" />
        <source>Installed file</source>
        <translation>File installato</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="215" />
        <source>Name of the model</source>
        <translation>Nome del modello</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="247" />
        <source>Cancelled. The last checkpoint stays in {}; the same run goes on after it.</source>
        <translation>Annullato. L'ultimo checkpoint resta in {}; la stessa esecuzione riprende da lì.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="251" />
        <source>No model was installed: see above why.</source>
        <translation>Nessun modello è stato installato: il motivo è indicato sopra.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="256" />
        <source>{} {} is in the library: {}</source>
        <translation>{} {} è nella libreria: {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="274" />
        <source>{} cannot be written: {}. The model is in the library.</source>
        <translation>Non è possibile scrivere {}: {}. Il modello è nella libreria.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="289" />
        <source>The recipe “series” needs a series to train on. Choose a layer or a file.</source>
        <translation>La ricetta “series” richiede una serie su cui addestrare. Scegliere un layer o un file.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="291" />
        <source>The recipe “stack” needs images to train on. Choose a layer or a file.</source>
        <translation>La ricetta “stack” richiede immagini su cui addestrare. Scegliere un layer o un file.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="293" />
        <source>The recipe “lst” needs scenes to train on. Choose a layer or a file.</source>
        <translation>La ricetta “lst” richiede scene su cui addestrare. Scegliere un layer o un file.</translation>
    </message>
</context><context>
    <name>ZonalSeries</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="74" />
        <source>Zonal series</source>
        <translation>Serie zonali</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="75" />
        <source>Use</source>
        <translation>Usa</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="76" />
        <source>Averages a series over polygons, with the uncertainty of the averages and their trends.</source>
        <translation>Fa la media di una serie su poligoni, con l'incertezza delle medie e i loro trend.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="77" />
        <source>Every cell counts by the area that the polygon covers of it, exactly, on the ellipsoid; a polygon smaller than a cell works. The table has a row for every region and epoch: mean, standard deviation, and the shares of the region's area with values and with filled values.

Errors of neighbouring filled cells are alike and do not average out. Two cells a distance d apart are taken as correlated by exp(-d / L). L is estimated from the series itself: trend, annual and semiannual cycle are removed from a sample of cells, the correlations of all pairs are binned by distance, and L is the one that comes closest to the bins' medians. Set it yourself if you know better.

Observed values have the uncertainty 0 in GeoGap's outputs: their measurement error is not in the result unless you give it (Standard deviation of observed values).

Trends are fitted by generalised least squares with an annual and a semiannual cycle and first-order autoregressive noise, once with all epochs (filled ones count less, by their uncertainty) and once without those at which more than half of the area with values is filled.</source>
        <translation>Ogni cella conta per l'area che il poligono ne copre, esattamente, sull'ellissoide; funziona anche un poligono più piccolo di una cella. La tabella ha una riga per ogni regione ed epoca: media, deviazione standard e frazioni dell'area della regione con valori e con valori riempiti.

Gli errori di celle riempite vicine si somigliano e non si annullano nella media. Due celle a distanza d sono considerate correlate secondo exp(-d / L). L è stimata dalla serie stessa: da un campione di celle si tolgono il trend, il ciclo annuale e quello semestrale, le correlazioni di tutte le coppie sono raggruppate in classi di distanza e L è il valore che si avvicina di più alle mediane delle classi. Se è nota, indicarla direttamente.

I valori osservati hanno incertezza 0 nei risultati di GeoGap: il loro errore di misura non rientra nel risultato, se non viene indicato (Deviazione standard dei valori osservati).

I trend sono adattati con i minimi quadrati generalizzati, con un ciclo annuale e uno semestrale e rumore autoregressivo del primo ordine, una volta con tutte le epoche (quelle riempite contano meno, in base alla loro incertezza) e una volta senza quelle in cui è riempita più della metà dell'area con valori.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="97" />
        <source>Uncertainty</source>
        <translation>Incertezza</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="98" />
        <source>Standard deviation of every value, as “Fill series” writes it: 0 where a value is observed.</source>
        <translation>Deviazione standard di ogni valore, come la scrive “Riempi serie”: 0 dove un valore è osservato.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="101" />
        <source>Flags</source>
        <translation>Flag</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="102" />
        <source>What every value is, as “Fill series” writes it: 2 is filled. Empty: a value with an uncertainty above 0 is filled.</source>
        <translation>Che cos'è ogni valore, come lo scrive “Riempi serie”: 2 è riempito. Vuoto: un valore con incertezza maggiore di 0 è riempito.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="108" />
        <source>Polygons in any coordinate system, with several parts and holes if need be. One region a feature.</source>
        <translation>Poligoni in qualsiasi sistema di coordinate, se necessario con più parti e buchi. Una regione per elemento.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="113" />
        <source>Standard deviation of observed values</source>
        <translation>Deviazione standard dei valori osservati</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="118" />
        <source>Measurement error of an observed value of one cell, in the unit of the series. It is taken as correlated in space like the errors of filled values. Empty: none.</source>
        <translation>Errore di misura di un valore osservato di una cella, nell'unità della serie. È considerato correlato nello spazio come gli errori dei valori riempiti. Vuoto: nessuno.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="157" />
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="126" />
        <source>Correlation length of the errors (km)</source>
        <translation>Lunghezza di correlazione degli errori (km)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="131" />
        <source>The distance at which the correlation of two cells' errors has fallen to 37 %. 0: independent errors. Empty: estimated from the series.</source>
        <translation>La distanza a cui la correlazione degli errori di due celle è scesa al 37 %. 0: errori indipendenti. Vuoto: stimata dalla serie.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="140" />
        <source>Series of the regions</source>
        <translation>Serie delle regioni</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="142" />
        <source>A table with a row for every region and epoch.</source>
        <translation>Una tabella con una riga per ogni regione ed epoca.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="147" />
        <source>Trends</source>
        <translation>Trend</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="152" />
        <source>A table with a row for every region: its trend with all epochs and without filled ones.</source>
        <translation>Una tabella con una riga per ogni regione: il suo trend con tutte le epoche e senza quelle riempite.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="154" />
        <source>A page with every region's series, its uncertainty and its trends.</source>
        <translation>Una pagina con la serie, l'incertezza e i trend di ogni regione.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="155" />
        <source>Number of regions</source>
        <translation>Numero di regioni</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="233" />
        <source>No uncertainty was given, so that the means come without one.</source>
        <translation>Non è stata indicata alcuna incertezza, quindi le medie ne sono prive.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="236" />
        <source>Correlation length of the errors: {:g} km, as given.</source>
        <translation>Lunghezza di correlazione degli errori: {:g} km, come indicata.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="239" />
        <source>The series has too few observed values to tell how far errors reach; within a region they are taken as one and the same, which is the safe side.</source>
        <translation>La serie ha troppo pochi valori osservati per stabilire fin dove si estendono gli errori; all'interno di una regione sono considerati uno solo, che è la scelta prudente.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="244" />
        <source>Correlation length of the errors: {} km, estimated from {} pairs of cells.</source>
        <translation>Lunghezza di correlazione degli errori: {} km, stimata da {} coppie di celle.</translation>
    </message>
</context></TS>
